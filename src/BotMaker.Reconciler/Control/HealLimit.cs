using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Keeps us from doing the same thing to the same bot over and over: a bot that ends at once, or somebody who undoes what we do. The first five times
/// in a row are free; then each further one waits 10 s, doubling to 5 min, and a quiet time of 10 min makes it free again.
/// </summary>
public sealed class HealLimit(TimeProvider time)
{
    public const int Free = 5;
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<BotId, Entry> _entries = new();

    /// <summary>What is left to wait before acting for this reason; null: act now.</summary>
    public TimeSpan? Remaining(BotId id, ActionReason reason)
    {
        if (!_entries.TryGetValue(id, out var entry) || entry.Reason != reason || entry.Times < Free) return null;
        var since = time.GetUtcNow() - entry.Last;
        if (since >= Quiet) return null;
        var left = WaitAfter(entry.Times) - since;
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>How often in a row it was done for the reason that is counted now.</summary>
    public int Times(BotId id) => _entries.TryGetValue(id, out var entry) ? entry.Times : 0;

    /// <summary>It was done.</summary>
    public void Acted(BotId id, ActionReason reason)
    {
        var now = time.GetUtcNow();
        _entries.AddOrUpdate(
            id,
            _ => new Entry(reason, 1, now),
            (_, entry) => entry.Reason == reason && now - entry.Last < Quiet ? new Entry(reason, entry.Times + 1, now) : new Entry(reason, 1, now));
    }

    /// <summary>Something was changed on purpose.</summary>
    public void Reset(BotId id) => _entries.TryRemove(id, out _);

    private static TimeSpan WaitAfter(int times)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(times - Free, 10));
        return wait < LongestWait ? wait : LongestWait;
    }

    private sealed record Entry(ActionReason Reason, int Times, DateTimeOffset Last);
}
