using BotMaker.DockerEngine.Networks;

namespace BotMaker.Reconciler.Execution;

/// <summary>Network calls. A create is made once: a lost reply is found out by name.</summary>
internal sealed class GuardedNetworks(INetworkOperations inner, EnginePipelines pipelines) : INetworkOperations
{
    public Task<IReadOnlyList<NetworkInspection>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default) =>
        pipelines.ReadAsync("network list", token => inner.ListAsync(labels, token), cancellationToken);

    public Task<NetworkInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default) =>
        pipelines.ReadAsync("network inspect", token => inner.InspectAsync(idOrName, token), cancellationToken);

    public Task<string> CreateAsync(CreateNetworkRequest request, CancellationToken cancellationToken = default) =>
        pipelines.OnceAsync("network create", token => inner.CreateAsync(request, token), cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) =>
        pipelines.ChangeAsync(
            "network remove",
            async token =>
            {
                await inner.RemoveAsync(id, token);
                return true;
            },
            cancellationToken);
}
