using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Control;

/// <summary>Which bots somebody asked to be restarted, and when. In memory: who asks the daemon sees whether it did it.</summary>
public sealed class RestartRequests(TimeProvider time)
{
    private readonly ConcurrentDictionary<BotId, DateTimeOffset> _requests = new();

    /// <returns>Containers that were started before this are restarted.</returns>
    public DateTimeOffset Put(BotId id) => _requests[id] = time.GetUtcNow();

    public DateTimeOffset? Find(BotId id) => _requests.TryGetValue(id, out var at) ? at : null;
}
