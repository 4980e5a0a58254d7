using System.Collections.Concurrent;
using System.Globalization;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// What we must remember about each bot, in memory and in <c>bots/&lt;id&gt;/record.json</c>. A change is on disk before it is visible
/// here. A damaged file is moved aside and the record is rebuilt: from our directories at once, from the engine's containers at the next look.
/// </summary>
public sealed partial class BotRecordStore
{
    private readonly ConcurrentDictionary<BotId, BotRecord> _records = new();
    private readonly ConcurrentDictionary<BotId, DamagedFile> _damaged = new();
    private readonly DataDirectory _data;
    private readonly ILogger<BotRecordStore> _logger;
    private readonly Lock _lock = new();

    /// <summary>Reads every record.</summary>
    public BotRecordStore(DataDirectory data, TimeProvider time, ILogger<BotRecordStore> logger)
    {
        _data = data;
        _logger = logger;
        foreach (var directory in Directory.EnumerateDirectories(data.Bots))
        {
            if (BotId.TryParse(Path.GetFileName(directory), out var id)) Load(id, time.GetUtcNow());
        }
    }

    /// <summary>Bots that have a record.</summary>
    public IReadOnlyCollection<BotId> KnownIds => [.. _records.Keys.Order()];

    /// <summary>Records that could not be read in this run, for conditions and metrics.</summary>
    public IReadOnlyCollection<DamagedFile> Damaged => [.. _damaged.Values];

    /// <summary>Every uid that a bot has, also of bots that left a home behind, here or in the trash.</summary>
    public IReadOnlyList<(BotId Id, int Uid)> KnownUids =>
    [
        .. Directory.EnumerateDirectories(_data.Bots)
            .Select(path => BotId.TryParse(Path.GetFileName(path), out var id) ? id : (BotId?)null)
            .OfType<BotId>()
            .Select(id => (Id: id, Uid: Get(id).Uid ?? HomeOwner(id)))
            .Concat(TrashStore.HomeOwners(_data))
            .Where(known => known.Uid is not null)
            .Select(known => (known.Id, known.Uid!.Value)),
    ];

    /// <summary>The record; an empty one when the bot was never known.</summary>
    public BotRecord Get(BotId id) => _records.GetValueOrDefault(id, BotRecord.Empty);

    public bool Knows(BotId id) => _records.ContainsKey(id);

    /// <summary>Was the record lost, so that the containers which carry our labels have to tell what it said?</summary>
    public bool NeedsRebuild(BotId id) => _damaged.ContainsKey(id) && Get(id).Attempts.Count == 0;

    public BotRecord Update(BotId id, Func<BotRecord, BotRecord> change)
    {
        lock (_lock)
        {
            var before = Get(id);
            var after = change(before);
            if (after == before && _records.ContainsKey(id)) return after;
            _data.EnsureBot(id);
            StateFile.Write(_data.Record(id), BotRecordDocument.From(after), StorageJson.Default.BotRecordDocument);
            _records[id] = after;
            return after;
        }
    }

    /// <summary>Changes one attempt, if it is recorded.</summary>
    public BotRecord UpdateAttempt(BotId id, int number, Func<AttemptRecord, AttemptRecord> change) => Get(id).Find(number) is null
        ? Get(id)
        : Update(id, record => record with { Attempts = [.. record.Attempts.Select(attempt => attempt.Number == number ? change(attempt) : attempt)] });

    /// <summary>Takes containers that carry our instance's labels for attempts of ours. Only for a record that was lost.</summary>
    public BotRecord Rebuild(BotId id, IEnumerable<ObservedContainer> containers, DateTimeOffset now)
    {
        var attempts = containers
            .Where(container => container.Attempt > 0 && container.Ownership is ContainerOwnership.Ours or ContainerOwnership.Unrecorded)
            .DistinctBy(container => container.Attempt)
            .OrderBy(container => container.Attempt)
            .Select(container => new AttemptRecord
            {
                Number = container.Attempt,
                SpecHash = container.SpecHash ?? "",
                ContainerId = container.Id,
                ImageId = container.ImageId,
                DecidedAt = container.CreatedAt ?? now,
            })
            .ToValueList();
        if (attempts.Count == 0) return Get(id);
        Rebuilt(id, attempts.Count);
        return Update(id, record => record with
        {
            Attempts = attempts,
            LastAttempt = Math.Max(record.LastAttempt, attempts[^1].Number),
        });
    }

    /// <summary>The bot's directory was moved away, and its record with it.</summary>
    public void Leave(BotId id)
    {
        lock (_lock)
        {
            _records.TryRemove(id, out _);
            _damaged.TryRemove(id, out _);
        }
    }

    /// <summary>The bot's directory was moved here, and its record with it.</summary>
    public void Return(BotId id, DateTimeOffset now)
    {
        lock (_lock) Load(id, now);
    }

    public void Forget(BotId id)
    {
        lock (_lock)
        {
            File.Delete(_data.Record(id));
            _records.TryRemove(id, out _);
            _damaged.TryRemove(id, out _);
        }
    }

    private void Load(BotId id, DateTimeOffset now)
    {
        var (document, damage) = StateFile.Read(id, _data.Record(id), StorageJson.Default.BotRecordDocument, now);
        if (document is not null) _records[id] = document.ToRecord();
        if (damage is null) return;
        _damaged[id] = damage;
        Moved(id, damage.Path, damage.MovedTo, damage.Cause);
        Update(id, record => record with { LastAttempt = LastAttemptDirectory(id), Uid = HomeOwner(id) });
    }

    /// <summary>Attempt numbers are never used twice, so the directories' numbers must stay below the next one.</summary>
    private int LastAttemptDirectory(BotId id) =>
        !Directory.Exists(_data.Attempts(id)) ? 0 : Directory.EnumerateDirectories(_data.Attempts(id))
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty()
            .Max();

    /// <summary>A home that is not the daemon's own was given to the bot's uid.</summary>
    internal int? HomeOwner(BotId id) => Posix.OwnerOf(_data.Home(id)) is { } owner && owner != Posix.EffectiveUid ? owner : null;
}
