using BotMaker.Reconciler.Observation;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Has the host room for one more bot on its way up? Yes while hardly anything waits for a CPU, and also while something does but the bots on their way
/// are not what burns it: engines are busy when they start many light bots, and that must not slow them down (ADR 8).
/// </summary>
public sealed class StartRoom(HostCpu host, int cores, TimeProvider time)
{
    /// <summary>Below this share of time in which something waits for a CPU, the host is idle enough.</summary>
    public const double LowPressure = 0.2;

    /// <summary>Below this share of all cores, the bots on their way are light.</summary>
    public const double LightShare = 0.5;

    /// <summary>An answer holds so long: nothing can be measured over a shorter time.</summary>
    public static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestSample = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Dictionary<int, TimeSpan> _used = [];
    private TimeSpan? _stalled;
    private long? _sampledAt;
    private bool _answer = true;

    /// <param name="processes">Of the bots on their way up, as far as they are known.</param>
    public bool Has(IReadOnlyCollection<int> processes)
    {
        lock (_lock)
        {
            var elapsed = _sampledAt is { } at ? time.GetElapsedTime(at) : TimeSpan.Zero;
            if (_sampledAt is not null && elapsed < Sample) return _answer;
            var (stalled, used) = (host.Stalled(), Used(processes));
            if (_sampledAt is not null) _answer = IsIdle(stalled, elapsed) || AreLight(used, elapsed);
            (_stalled, _used, _sampledAt) = (stalled, used, time.GetTimestamp());
            return _answer;
        }
    }

    private bool IsIdle(TimeSpan? stalled, TimeSpan elapsed) =>
        stalled is { } now && _stalled is { } before ? (now - before) / elapsed < LowPressure : host.Load() < cores * LowPressure;

    /// <summary>Where nobody's use can be read, they count as heavy.</summary>
    private bool AreLight(Dictionary<int, TimeSpan> used, TimeSpan elapsed)
    {
        if (used.Count == 0) return false;
        var span = elapsed < LongestSample ? elapsed : LongestSample;
        var burned = used.Sum(use => Math.Max(0, (use.Value - _used.GetValueOrDefault(use.Key)).TotalSeconds));
        return burned / span.TotalSeconds < cores * LightShare;
    }

    private Dictionary<int, TimeSpan> Used(IReadOnlyCollection<int> processes)
    {
        var used = new Dictionary<int, TimeSpan>(processes.Count);
        foreach (var process in processes)
        {
            if (host.UsedBy(process) is { } time) used[process] = time;
        }

        return used;
    }
}
