using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Ends a tug of war: what was put right five times within ten minutes and is as before again is left so for ten minutes, unless the manifest changes
/// or somebody asks. Crashes are no business of it: a crash loop has its own limit.
/// </summary>
public sealed class LoopBreaker(TimeProvider time)
{
    public const int MaxHeals = 5;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<BotId, Entry> _entries = new();

    /// <summary>Asked before a difference is put right. Not null: it must not be, until then.</summary>
    public DateTimeOffset? Trip(BotIntent intent, HealedDifference difference)
    {
        var now = time.GetUtcNow();
        if (Find(intent) is not { } entry) return null;
        if (entry.TrippedUntil is { } until)
        {
            if (until > now && entry.Tripped == difference) return until;
            if (until <= now) _entries.TryRemove(intent.Id, out _);
            return null;
        }

        if (entry.Heals.Count(heal => heal.What == difference && now - heal.At < Window) < MaxHeals) return null;
        _entries[intent.Id] = entry with { Tripped = difference, TrippedUntil = now + Window };
        return now + Window;
    }

    /// <summary>The difference was put right.</summary>
    public void Healed(BotIntent intent, HealedDifference difference)
    {
        var now = time.GetUtcNow();
        var entry = Find(intent) ?? new Entry(intent.Bot?.Generation ?? 0, []);
        _entries[intent.Id] = entry with { Heals = [.. entry.Heals.Where(heal => now - heal.At < Window), new Heal(difference, now)] };
    }

    /// <summary>Somebody asked to try again.</summary>
    public void Reset(BotId id) => _entries.TryRemove(id, out _);

    /// <summary>Null also when it is about another generation of the manifest. One pass per bot at a time, so nobody else changes the entry meanwhile.</summary>
    private Entry? Find(BotIntent intent) =>
        _entries.TryGetValue(intent.Id, out var entry) && entry.Generation == (intent.Bot?.Generation ?? 0) ? entry : null;

    private sealed record Heal(HealedDifference What, DateTimeOffset At);

    private sealed record Entry(long Generation, IReadOnlyList<Heal> Heals)
    {
        public HealedDifference? Tripped { get; init; }

        public DateTimeOffset? TrippedUntil { get; init; }
    }
}
