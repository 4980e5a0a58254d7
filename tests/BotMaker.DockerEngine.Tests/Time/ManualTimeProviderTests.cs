using BotMaker.Testing.Time;

namespace BotMaker.DockerEngine.Tests.Time;

[TestFixture]
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public void Advance_FiresInOrderOfDueTimeWithTheClockAtEach()
    {
        var clock = new ManualTimeProvider();
        DateTimeOffset start = clock.GetUtcNow();
        var fired = new List<(string, double)>();
        foreach ((string name, int due) in new[] { ("late", 3), ("early", 1), ("same", 3) })
            clock.CreateTimer(_ => fired.Add((name, (clock.GetUtcNow() - start).TotalSeconds)), state: null, TimeSpan.FromSeconds(due), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(2));
        fired.Should().Equal(("early", 1));
        clock.NextDue.Should().Be(start.AddSeconds(3));
        clock.Advance(TimeSpan.FromSeconds(8));

        fired.Should().Equal(("early", 1), ("late", 3), ("same", 3));
        clock.GetUtcNow().Should().Be(start.AddSeconds(10));
        clock.GetElapsedTime(0, TimeSpan.TicksPerSecond).Should().Be(TimeSpan.FromSeconds(1));
    }

    [Test]
    public void TimerArmedByACallback_FiresInTheSameAdvance()
    {
        int fired = 0;
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                fired++;
                timer!.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            },
            state: null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(3.5));

        fired.Should().Be(3);
        timer.Dispose();
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).Should().BeFalse();
        _clock.ArmedTimers.Should().Be(0);
    }

    [Test]
    public void PeriodicTimer_FiresEachPeriodUntilDisposed()
    {
        var clock = new ManualTimeProvider();
        int fired = 0;
        ITimer timer = clock.CreateTimer(_ => fired++, state: null, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(5));
        timer.Dispose();
        clock.Advance(TimeSpan.FromSeconds(5));

        fired.Should().Be(3, "at 0, 2 and 4 seconds");
    }

    [Test]
    public async Task DelaysAndDeadlines_FollowTheClock()
    {
        var clock = new ManualTimeProvider();
        Task delay = Task.Delay(TimeSpan.FromSeconds(5), clock);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
        using var periodic = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        ValueTask<bool> tick = periodic.WaitForNextTickAsync();
        await clock.WaitForTimersAsync(3);

        clock.Advance(TimeSpan.FromSeconds(4.999));
        delay.IsCompleted.Should().BeFalse();
        deadline.IsCancellationRequested.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.001));

        await delay;
        deadline.IsCancellationRequested.Should().BeTrue();
        (await tick).Should().BeTrue();
    }

    [Test]
    public async Task WaitForTimers_CompletesWhenTheCodeUnderTestWaits()
    {
        var clock = new ManualTimeProvider();
        Task waiting = clock.WaitForTimersAsync(2);
        Task first = Task.Delay(TimeSpan.FromSeconds(1), clock);
        waiting.IsCompleted.Should().BeFalse();
        Task second = Task.Run(() => Task.Delay(TimeSpan.FromSeconds(2), clock));

        await waiting;
        clock.AdvanceToNextTimer().Should().BeTrue();
        first.IsCompleted.Should().BeTrue();
        clock.AdvanceToNextTimer().Should().BeTrue();
        await second;
        clock.AdvanceToNextTimer().Should().BeFalse();
    }
}
