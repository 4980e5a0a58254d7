using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// Gives each bot a uid of its own from a range, and keeps it: a uid that a bot has, or that still owns the home of a bot that is gone, is never given to
/// another one. A bot that comes back gets the uid that owns its home.
/// </summary>
public sealed class UidAllocator
{
    private readonly BotRecordStore _records;
    private readonly Dictionary<int, BotId> _owners = [];
    private readonly Lock _lock = new();
    private int _next;

    /// <param name="records">Where it is kept.</param>
    /// <param name="firstUid">First of the range.</param>
    /// <param name="lastUid">Last of the range.</param>
    public UidAllocator(BotRecordStore records, int firstUid, int lastUid)
    {
        (_records, FirstUid, LastUid, _next) = (records, firstUid, lastUid, firstUid);
        foreach (var (id, uid) in records.KnownUids) _owners[uid] = id;
    }

    public int FirstUid { get; }

    public int LastUid { get; }

    /// <exception cref="UidRangeExhaustedException">Every uid of the range belongs to a bot.</exception>
    public int For(BotId id)
    {
        lock (_lock)
        {
            if (_records.Get(id).Uid is { } kept) return kept;
            var uid = _records.HomeOwner(id) is { } owner && IsFree(owner, id) ? owner : Next();
            _records.Update(id, record => record with { Uid = uid });
            _owners[uid] = id;
            return uid;
        }
    }

    private bool IsFree(int uid, BotId id) => uid >= FirstUid && uid <= LastUid && (!_owners.TryGetValue(uid, out var owner) || owner == id);

    private int Next()
    {
        for (; _next <= LastUid; _next++)
        {
            if (!_owners.ContainsKey(_next)) return _next++;
        }

        throw new UidRangeExhaustedException(FirstUid, LastUid);
    }
}
