using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// The journals of changes: <c>bots/&lt;id&gt;/rollout.json</c>, on disk before anybody sees them here. One that is damaged is moved aside and taken for the
/// beginning of a trial of the newest attempt, so that the container before it is not given up.
/// </summary>
public sealed partial class RolloutStore(DataDirectory data, BotRecordStore records, TimeProvider time, ILogger<RolloutStore> logger)
{
    private readonly ConcurrentDictionary<BotId, RolloutRecord?> _cache = new();
    private readonly ILogger<RolloutStore> _logger = logger;
    private long _version;

    /// <summary>Grows with each change of any journal.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Null: no change is under way, and none failed.</summary>
    public RolloutRecord? Find(BotId id) => _cache.GetOrAdd(id, Read);

    /// <summary>A change of phase is stamped with the time.</summary>
    public RolloutRecord Write(BotId id, RolloutRecord journal)
    {
        var before = Find(id);
        var stamped = before is null || before.Phase != journal.Phase || before.Attempt != journal.Attempt || journal.Since == default
            ? journal with { Since = time.GetUtcNow() }
            : journal;
        data.EnsureBot(id);
        StateFile.Write(data.Rollout(id), stamped, StorageJson.Default.RolloutRecord);
        _cache[id] = stamped;
        Interlocked.Increment(ref _version);
        return stamped;
    }

    public void Forget(BotId id)
    {
        File.Delete(data.Rollout(id));
        _cache[id] = null;
        Interlocked.Increment(ref _version);
    }

    private RolloutRecord? Read(BotId id)
    {
        var (journal, damage) = StateFile.Read(id, data.Rollout(id), StorageJson.Default.RolloutRecord, time.GetUtcNow());
        if (damage is null) return journal;
        Moved(id, damage.Path, damage.MovedTo, damage.Cause);
        var attempts = records.Get(id).Attempts.OrderByDescending(attempt => attempt.Number).ToList();
        if (attempts is not [var newest, { ContainerId: { } old } before, ..]) return null;
        return new RolloutRecord
        {
            Phase = RolloutPhase.OnTrial,
            Attempt = newest.Number,
            SpecHash = newest.SpecHash,
            Revision = "",
            ImageId = newest.ImageId,
            OldAttempt = before.Number,
            OldContainerId = old,
            Class = ChangeClass.Recreate,
            Since = time.GetUtcNow(),
        };
    }

    [LoggerMessage(2101, LogLevel.Error, "The journal of the change of bot {BotId} is damaged ({Cause}): '{Path}' was moved to '{MovedTo}'. Its newest container counts as on trial; the one before it is kept until that is proven.")]
    private partial void Moved(BotId botId, string path, string movedTo, string cause);
}
