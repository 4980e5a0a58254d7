using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Secrets;

namespace BotMaker.Reconciler.Execution;

/// <summary>Which secrets each bot was last seen to need, and what they were then, as keyed digests: tells whom a changed secret concerns.</summary>
public sealed class SecretLedger
{
    private readonly ConcurrentDictionary<BotId, IReadOnlyDictionary<SecretRef, string?>> _seen = new();
    private readonly FindSecret _find;
    private int _readings;
    private readonly SecretDigests _digests;

    internal SecretLedger(FindSecret find, SecretDigests digests) => (_find, _digests) = (find, digests);

    /// <summary>Reads each secret that any bot needs, once.</summary>
    /// <returns>Bots one of whose secrets is another one than they were last seen with, is gone, or is there again.</returns>
    public IReadOnlyList<BotId> Changed()
    {
        var now = new Dictionary<SecretRef, string?>();
        List<BotId> changed = [];
        foreach (var (bot, seen) in _seen)
        {
            foreach (var (reference, before) in seen)
            {
                if (!now.TryGetValue(reference, out var value)) now[reference] = value = DigestOf(_find(reference));
                if (string.Equals(before, value, StringComparison.Ordinal)) continue;
                changed.Add(bot);
                break;
            }
        }

        if (changed.Count > 0) Interlocked.Increment(ref _readings);
        return changed;
    }

    /// <summary>How often the secrets were read anew: what was worked out from them before may be out of date.</summary>
    public int Readings => Volatile.Read(ref _readings);

    public void Forget(BotId bot) => _seen.TryRemove(bot, out _);

    internal void Used(BotId bot, IReadOnlyDictionary<SecretRef, SecretAnswer> answers) =>
        _seen[bot] = answers.ToDictionary(pair => pair.Key, pair => DigestOf(pair.Value));

    /// <summary>Null: it cannot be used, for whatever reason.</summary>
    private string? DigestOf(SecretAnswer answer) => answer.Value is { } value ? _digests.Of(value) : null;
}
