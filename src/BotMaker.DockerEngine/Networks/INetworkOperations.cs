namespace BotMaker.DockerEngine.Networks;

public interface INetworkOperations
{
    /// <param name="labels"><c>key</c> or <c>key=value</c>; all must match. Empty: all networks.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<NetworkInspection>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default);

    Task<NetworkInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default);

    /// <summary>Creates a network; a taken name is a conflict on every engine (we ask older ones to check). An overlapping subnet is forbidden (403).</summary>
    /// <returns>Its id.</returns>
    Task<string> CreateAsync(CreateNetworkRequest request, CancellationToken cancellationToken = default);

    Task RemoveAsync(string id, CancellationToken cancellationToken = default);
}
