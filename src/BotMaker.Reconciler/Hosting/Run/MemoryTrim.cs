namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>
/// Gives memory back after a burst of work. The collector runs when something is allocated, and an idle daemon allocates nearly nothing: without
/// this it would keep for days what the start of a fleet left behind.
/// </summary>
/// <param name="allocatedBytes">Since the beginning of the process.</param>
/// <param name="trim">Collects and gives back.</param>
/// <param name="time">Clock.</param>
internal sealed class MemoryTrim(Func<long> allocatedBytes, Action trim, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Allocated since the last trim: less is not worth the pause.</summary>
    public const long Burst = 16L << 20;

    /// <summary>Allocated within one interval: more means that work goes on.</summary>
    public const long Quiet = 2L << 20;

    private long _last;
    private long _trimmed;

    public static MemoryTrim OfProcess(TimeProvider time) => new(
        () => GC.GetTotalAllocatedBytes(),
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true),
        time);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) Look();
    }

    /// <summary>Trims where a burst is over. Called once an interval.</summary>
    internal void Look()
    {
        var now = allocatedBytes();
        if (now - _last < Quiet && now - _trimmed > Burst)
        {
            trim();
            _trimmed = now;
        }

        _last = now;
    }
}
