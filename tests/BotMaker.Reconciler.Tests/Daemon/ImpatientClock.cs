using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>
/// The daemon's clock in tests that are turned by hand: whoever waits for a delay (a retry, the next look) moves the common clock by himself and goes on
/// at once. Timeouts and the queue's timer stand still until a test moves the clock, so nothing is cut off because a test machine is slow.
/// </summary>
internal sealed class ImpatientClock(ManualTimeProvider clock) : TimeProvider
{
    private readonly Lock _lock = new();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isDelay = dueTime != Timeout.InfiniteTimeSpan && period == Timeout.InfiniteTimeSpan && state is not CancellationTokenSource;
        if (!isDelay) return clock.CreateTimer(callback, state, dueTime, period);
        var elapsed = new Elapsed();
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                if (elapsed.IsDisposed) return;
                lock (_lock) clock.Advance(dueTime);
                callback(state);
            },
            null);
        return elapsed;
    }

    private sealed class Elapsed : ITimer
    {
        public bool IsDisposed { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
