using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>The last revisions of each bot, oldest first. Written through; losing it loses only what people look back at.</summary>
public sealed class BotHistoryStore(DataDirectory data, TimeProvider time)
{
    public const int Kept = 10;

    private readonly ConcurrentDictionary<BotId, IReadOnlyList<RevisionEntry>> _cache = new();

    public IReadOnlyList<RevisionEntry> Get(BotId id) => _cache.GetOrAdd(id, Read);

    /// <summary>A new revision begins; one that was still in progress is superseded.</summary>
    public void Begin(BotId id, RevisionEntry entry)
    {
        var before = Get(id).Select(old => old.Outcome == RevisionOutcome.InProgress
            ? old with { Outcome = RevisionOutcome.Superseded, FinishedAt = entry.StartedAt }
            : old);
        Save(id, [.. before.Append(entry).TakeLast(Kept)]);
    }

    /// <summary>Ends the revision that is in progress, if there is one.</summary>
    public void End(BotId id, RevisionOutcome outcome, string? reason, string? logTail = null)
    {
        var entries = Get(id);
        if (entries.Count == 0 || entries[^1].Outcome != RevisionOutcome.InProgress) return;
        var last = entries[^1];
        Save(id, [.. entries.SkipLast(1), last with { Outcome = outcome, Reason = reason ?? last.Reason, LogTail = logTail, FinishedAt = time.GetUtcNow() }]);
    }

    /// <summary>Which image the revision that is in progress came to.</summary>
    public void Resolve(BotId id, int attempt, string imageId)
    {
        var entries = Get(id);
        if (entries.Count == 0 || entries[^1] is not { Outcome: RevisionOutcome.InProgress } last || last.Attempt != attempt) return;
        Save(id, [.. entries.SkipLast(1), last with { ImageDigest = imageId }]);
    }

    /// <summary>The bot's directory was moved away or here: what was read is read anew.</summary>
    public void Leave(BotId id) => _cache.TryRemove(id, out _);

    public void Forget(BotId id)
    {
        _cache.TryRemove(id, out _);
        File.Delete(data.History(id));
    }

    private IReadOnlyList<RevisionEntry> Read(BotId id) =>
        StateFile.Read(id, data.History(id), StorageJson.Default.HistoryDocument, time.GetUtcNow()).Content?.Revisions ?? [];

    private void Save(BotId id, IReadOnlyList<RevisionEntry> entries)
    {
        data.EnsureBot(id);
        StateFile.Write(data.History(id), new HistoryDocument(entries), StorageJson.Default.HistoryDocument);
        _cache[id] = entries;
    }
}
