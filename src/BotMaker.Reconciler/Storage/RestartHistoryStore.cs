using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Storage;

/// <summary>How each bot's container ended lately, in memory and in <c>bots/&lt;id&gt;/restarts.json</c>. Losing it costs a bot in a crash loop a few quick restarts.</summary>
public sealed class RestartHistoryStore(DataDirectory data, TimeProvider time)
{
    private readonly ConcurrentDictionary<BotId, RestartHistory> _cache = new();

    public RestartHistory Get(BotId id) => _cache.GetOrAdd(id, Read);

    /// <summary>On disk as well if anything but the time of the look has changed, and there is a run to tell of.</summary>
    public void Put(BotId id, RestartHistory history)
    {
        var before = Get(id);
        _cache[id] = history;
        if (history with { SeenAt = before.SeenAt } == before) return;
        if (history is { Total: 0, IsBackingOff: false, PolicyWithdrawn: false } && !File.Exists(data.Restarts(id))) return;
        data.EnsureBot(id);
        StateFile.Write(data.Restarts(id), RestartHistoryDocument.From(history), StorageJson.Default.RestartHistoryDocument);
    }

    public void Forget(BotId id)
    {
        _cache.TryRemove(id, out _);
        if (Directory.Exists(data.Bot(id))) File.Delete(data.Restarts(id));
    }

    private RestartHistory Read(BotId id) =>
        StateFile.Read(id, data.Restarts(id), StorageJson.Default.RestartHistoryDocument, time.GetUtcNow()).Content?.ToHistory() ?? RestartHistory.Empty;
}
