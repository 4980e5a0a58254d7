using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// The fuse: one bot that goes is a wish, half a fleet that goes is an accident until somebody says otherwise. Once it has tripped it stays so until
/// every manifest is back or exactly the bots that are missing were confirmed; time alone never lets a deletion through.
/// </summary>
public static class RemovalGuard
{
    /// <summary>The journal after a healthy, complete scan.</summary>
    /// <param name="before">The journal so far.</param>
    /// <param name="absent">Bots that we have and no manifest holds.</param>
    /// <param name="present">Bots that have a manifest, good or bad.</param>
    /// <param name="limits">How fast bots may go.</param>
    /// <param name="now">The time of the look.</param>
    public static RemovalJournal Review(
        RemovalJournal before, IReadOnlySet<BotId> absent, IReadOnlySet<BotId> present, RemovalLimits limits, DateTimeOffset now)
    {
        var waiting = absent.ToValueMap(id => id.Value, id => before.Absent.TryGetValue(id.Value, out var since) ? since : now);
        var confirmed = before.Confirmed.Where(waiting.ContainsKey).ToValueList();

        // One that waited and is neither here nor there any more was removed, by whoever.
        var gone = before.Absent.Keys.Where(name => !waiting.ContainsKey(name) && !before.Confirmed.Contains(name, StringComparer.Ordinal)).ToDictionary(name => name, _ => now, StringComparer.Ordinal);
        var removed = before.Removed.Concat(gone)
            .Where(pair => now - pair.Value < limits.Window && !waiting.ContainsKey(pair.Key) && !present.Contains(BotId.Parse(pair.Key)))
            .ToValueMap(pair => pair.Key, pair => pair.Value);

        var unconfirmed = waiting.Count - confirmed.Count;
        var cause = unconfirmed == 0 ? null : before.Cause ?? WhyTooMany(unconfirmed + removed.Count, present.Count + waiting.Count + removed.Count, limits);
        return new RemovalJournal
        {
            Absent = waiting,
            Removed = removed,
            Confirmed = confirmed,
            TrippedAt = cause is null ? null : before.TrippedAt ?? now,
            Cause = cause,
        };
    }

    /// <summary>Null: the bot does not wait for its deletion.</summary>
    public static RemovalVerdict? Judge(RemovalJournal journal, BotId id, RemovalLimits limits)
    {
        if (!journal.Absent.TryGetValue(id.Value, out var since)) return null;
        var isBlocked = journal.TrippedAt is not null && !journal.Confirmed.Contains(id.Value, StringComparer.Ordinal);
        return new RemovalVerdict(since, since + limits.Grace, isBlocked ? journal.Cause : null);
    }

    /// <summary>Those that wait and that nobody confirmed.</summary>
    public static ValueList<string> Unconfirmed(RemovalJournal journal) => journal.Absent.Keys.Except(journal.Confirmed, StringComparer.Ordinal).ToValueList();

    /// <summary>Somebody says that these bots are to go, whether they wait already or the next scan finds them gone.</summary>
    public static RemovalJournal Confirm(RemovalJournal journal, IEnumerable<string> names) =>
        journal with { Confirmed = journal.Confirmed.Concat(names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(), TrippedAt = null, Cause = null };

    /// <summary>A word that stands for exactly this set of bots.</summary>
    public static string Token(IEnumerable<string> names) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.Order(StringComparer.Ordinal)))))[..12];

    private static string? WhyTooMany(int gone, int fleet, RemovalLimits limits)
    {
        if (gone > limits.MaxCount) return Words(gone, fleet, string.Create(CultureInfo.InvariantCulture, $"Prune:MaxCount ({limits.MaxCount})"));
        return gone > 1 && gone > limits.MaxShare * fleet
            ? Words(gone, fleet, string.Create(CultureInfo.InvariantCulture, $"Prune:MaxShare ({limits.MaxShare})"))
            : null;
    }

    private static string Words(int gone, int fleet, string limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{gone} of {fleet} bots lost their manifests at once, which is more than {limit}: nothing is deleted. Bring the manifests back, or look at `botmaker prune` and confirm.");
}
