using System.Collections.Concurrent;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// How long a key that fails waits for its next try: 1 s, doubling to 5 min, each ±20 %, from the beginning again after a success.
/// It never gives up. The count of failures stands still while the engine is down, since that is not the bot's fault.
/// </summary>
public sealed class RequeueBackoff<TKey>(TimeProvider time, Func<double> random)
    where TKey : notnull
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    public const double Jitter = 0.2;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>One more failure.</summary>
    /// <param name="key">What failed.</param>
    /// <param name="atLeast">The failure asks for a longer wait, for example since a port is taken.</param>
    /// <returns>The wait before the next try.</returns>
    public TimeSpan Next(TKey key, TimeSpan? atLeast = null)
    {
        var failures = _entries.TryGetValue(key, out var entry) ? entry.Failures : 0;
        var exponential = First * Math.Pow(2, Math.Min(failures, 20));
        var capped = exponential < Longest ? exponential : Longest;
        if (atLeast > capped) capped = atLeast.Value;
        var delay = capped * (1 - Jitter + (2 * Jitter * random()));
        _entries[key] = new Entry(failures + 1, time.GetUtcNow() + delay);
        return delay;
    }

    /// <summary>Success, or something changed: the next failure waits the shortest time.</summary>
    public void Reset(TKey key) => _entries.TryRemove(key, out _);

    /// <summary>What is left of the wait; null when the key may be acted on now.</summary>
    public TimeSpan? Remaining(TKey key) =>
        _entries.TryGetValue(key, out var entry) && entry.NotBefore - time.GetUtcNow() is { Ticks: > 0 } left ? left : null;

    public int Failures(TKey key) => _entries.TryGetValue(key, out var entry) ? entry.Failures : 0;

    private sealed record Entry(int Failures, DateTimeOffset NotBefore);
}
