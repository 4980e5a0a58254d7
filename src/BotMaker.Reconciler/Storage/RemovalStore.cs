using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// The journal of bots whose manifests are gone, in memory and in <c>removals.json</c>. A change is on disk before it is in force. What cannot be read
/// counts as a fuse that has tripped: nothing is deleted without somebody's word.
/// </summary>
public sealed partial class RemovalStore
{
    private readonly DataDirectory _data;
    private readonly bool _isReadOnly;
    private readonly ILogger<RemovalStore> _logger;
    private readonly Lock _lock = new();
    private volatile RemovalJournal _current;

    /// <param name="data">Where it is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Says what was damaged.</param>
    /// <param name="isReadOnly">Changes stay in memory: for a plan beside the daemon.</param>
    public RemovalStore(DataDirectory data, TimeProvider time, ILogger<RemovalStore> logger, bool isReadOnly = false)
    {
        (_data, _logger, _isReadOnly) = (data, logger, isReadOnly);
        _current = Load(time.GetUtcNow());
    }

    public RemovalJournal Current => _current;

    /// <returns>True: something changed.</returns>
    public bool Change(Func<RemovalJournal, RemovalJournal> change)
    {
        lock (_lock)
        {
            var after = change(_current);
            if (after == _current) return false;
            if (!_isReadOnly) StateFile.Write(_data.Removals, DocumentOf(after), StorageJson.Default.RemovalsDocument);
            _current = after;
            return true;
        }
    }

    private static RemovalsDocument DocumentOf(RemovalJournal journal) => new()
    {
        Absent = journal.Absent,
        Removed = journal.Removed,
        Confirmed = journal.Confirmed,
        TrippedAt = journal.TrippedAt,
        Cause = journal.Cause,
    };

    private RemovalJournal Load(DateTimeOffset now)
    {
        var (document, damage) = StateFile.Read(bot: null, _data.Removals, StorageJson.Default.RemovalsDocument, now);
        if (damage is not null)
        {
            Damaged(damage.Path, damage.MovedTo, damage.Cause);
            return new RemovalJournal { TrippedAt = now, Cause = $"The record of deletions was damaged and is now {damage.MovedTo}: nothing is deleted until somebody confirms what `botmaker prune` lists." };
        }

        return document is null ? RemovalJournal.Empty : new RemovalJournal
        {
            Absent = document.Absent.ToValueMap(),
            Removed = document.Removed.ToValueMap(),
            Confirmed = document.Confirmed.ToValueList(),
            TrippedAt = document.TrippedAt,
            Cause = document.Cause,
        };
    }

    [LoggerMessage(2651, LogLevel.Error, "The record of deletions is damaged ({Cause}): '{Path}' was moved to '{MovedTo}'. Nothing is deleted until `botmaker prune --confirm`.")]
    private partial void Damaged(string path, string movedTo, string cause);
}
