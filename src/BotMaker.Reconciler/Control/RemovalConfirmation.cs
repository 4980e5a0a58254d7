using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// What only a person may let go: bots behind a fuse that tripped, all bots of a directory that lost every manifest, and another device in the place of
/// the directory. A token stands for exactly what was shown; what came later needs another one.
/// </summary>
public sealed class RemovalConfirmation(IBotSource source, BotRecordStore records, RemovalStore store, Removals removals, PruneOptions options)
{
    public PruneDocument List()
    {
        removals.Review();
        return source.Current.Source switch
        {
            { Doubt: SourceDoubt.Emptied, Message: var why } => Document(why, Known(), [.. Known().Select(name => new PruneCandidateDocument(name, null, null, Confirmed: false))]),
            { Doubt: SourceDoubt.OtherDevice, Message: var why } => Document(why, [why ?? ""], []),
            _ => Waiting(),
        };
    }

    /// <returns>The bots that may go now; null: the token stands for something else.</returns>
    public async Task<IReadOnlyCollection<BotId>?> ConfirmAsync(string token, CancellationToken cancellationToken)
    {
        var shown = List();
        if (!string.Equals(shown.Token, token, StringComparison.Ordinal)) return null;
        var names = shown.Candidates.Where(candidate => !candidate.Confirmed).Select(candidate => candidate.Name).ToList();
        // Before the source is believed again: the scan that finds them gone must not trip the fuse.
        store.Change(journal => RemovalGuard.Confirm(journal, names));
        if (source.Current.Source.Doubt is { } doubt) await source.ConfirmAsync(doubt, cancellationToken);
        removals.Review();
        return [.. names.Select(BotId.Parse)];
    }

    private PruneDocument Waiting()
    {
        var journal = store.Current;
        return Document(
            journal.Cause,
            RemovalGuard.Unconfirmed(journal),
            [.. journal.Absent.Select(pair => new PruneCandidateDocument(pair.Key, pair.Value, pair.Value + options.Grace, journal.Confirmed.Contains(pair.Key, StringComparer.Ordinal)))]);
    }

    private static PruneDocument Document(string? cause, IEnumerable<string> names, IReadOnlyList<PruneCandidateDocument> candidates) =>
        new(cause, cause is null ? null : RemovalGuard.Token(names), candidates);

    /// <summary>Every bot that would go.</summary>
    private List<string> Known() =>
        [.. records.KnownIds.Concat(source.Current.Bots.Values.Where(intent => intent.Bot is not null).Select(intent => intent.Id))
            .Where(id => records.Get(id).Retired is null).Distinct().Order().Select(id => id.Value)];
}
