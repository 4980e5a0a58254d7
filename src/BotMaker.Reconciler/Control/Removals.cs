using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Keeps the journal of bots whose manifests are gone true to the last scan, so that every plan for such a bot knows since when it is gone and whether
/// too many went at once. Every deletion is planned through here; nothing else decides on one.
/// </summary>
public sealed class Removals(IBotSource source, BotRecordStore records, RemovalStore store, PruneOptions options, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Look? _last;

    /// <summary>Null: the bot does not wait for its deletion, or the manifests are not to be trusted now.</summary>
    public RemovalVerdict? Find(BotId id)
    {
        Review();
        return RemovalGuard.Judge(store.Current, id, options.Limits);
    }

    /// <summary>Compares the journal with the last scan.</summary>
    /// <returns>The bots that must be planned anew, since what blocks them changed.</returns>
    public IReadOnlyCollection<BotId> Review()
    {
        var (snapshot, before, now) = (source.Current, store.Current, time.GetUtcNow());
        if (!snapshot.Source.PermitsDeletion || IsFresh(snapshot, before, now)) return [];
        var present = snapshot.Bots.Keys.ToHashSet();
        var absent = records.KnownIds.Concat(snapshot.Absent.Keys).Where(id => !present.Contains(id) && records.Get(id).Retired is null).ToHashSet();
        store.Change(journal => RemovalGuard.Review(journal, absent, present, options.Limits, now));
        _last = new Look(snapshot, store.Current, now);
        return string.Equals(before.Cause, store.Current.Cause, StringComparison.Ordinal) ? [] : absent;
    }

    /// <summary>The bot is deleted, or its state was brought back: what the manifests said of it before counts no more.</summary>
    public async Task ForgottenAsync(BotId id, CancellationToken cancellationToken)
    {
        await source.ForgetAsync(id, cancellationToken);
        if (source.Current.Bots.ContainsKey(id)) await source.ScanAsync(cancellationToken);
    }

    /// <summary>A manifest that came back takes its bot up again.</summary>
    public void TakeUp(BotIntent intent)
    {
        if (intent.Presence == DesiredPresence.Present && records.Get(intent.Id).Retired is not null)
            records.Update(intent.Id, record => record with { Retired = null });
    }

    /// <summary>Many bots are planned after one scan: between two scans only time changes anything, and slowly.</summary>
    private bool IsFresh(DesiredSnapshot snapshot, RemovalJournal journal, DateTimeOffset now) =>
        _last is { } last && ReferenceEquals(last.Snapshot, snapshot) && ReferenceEquals(last.Journal, journal) && now - last.At < Fresh;

    private sealed record Look(DesiredSnapshot Snapshot, RemovalJournal Journal, DateTimeOffset At);
}
