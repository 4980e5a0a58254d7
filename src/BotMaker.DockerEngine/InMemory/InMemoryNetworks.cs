using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The network calls.</summary>
internal sealed class InMemoryNetworks(EngineWorld world, CallGate gate) : INetworkOperations
{
    public Task<IReadOnlyList<NetworkInspection>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.NetworkList, target: null, () => world.Locked(() => world.Networks.List(labels)), cancellationToken);

    public Task<NetworkInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.NetworkInspect, idOrName, () => world.Locked(() => world.Networks.Resolve(idOrName).Inspection), cancellationToken);

    public Task<string> CreateAsync(CreateNetworkRequest request, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.NetworkCreate, request.Name, () => world.Locked(() => world.Networks.Create(request)), cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.NetworkRemove, id, () => world.Locked(() => world.Networks.Remove(id)), cancellationToken);
}
