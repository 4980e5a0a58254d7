using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Networks;

internal sealed class NetworkClient(EngineHttp http) : INetworkOperations
{
    public async Task<IReadOnlyList<NetworkInspection>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(EngineOperation.NetworkList, http.Timeouts.Query) { Query = QueryText.Empty.AddFilters(("label", labels)) };
        return await http.ReadAsync(request, EngineAnswerJson.Default.ListNetworkInspection, cancellationToken);
    }

    public Task<NetworkInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default) => http.ReadAsync(
        new EngineRequest(EngineOperation.NetworkInspect, http.Timeouts.Query) { Target = idOrName },
        EngineAnswerJson.Default.NetworkInspection,
        cancellationToken);

    public async Task<string> CreateAsync(CreateNetworkRequest request, CancellationToken cancellationToken = default)
    {
        var call = new EngineRequest(EngineOperation.NetworkCreate, http.Timeouts.Create)
        {
            Body = EngineRequest.Json(request, EngineRequestJson.Default.CreateNetworkRequest),
        };
        return (await http.ReadAsync(call, EngineAnswerJson.Default.IdAnswer, cancellationToken)).Id;
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken = default) => http.DoAsync(
        new EngineRequest(EngineOperation.NetworkRemove, http.Timeouts.Remove) { Target = ObjectId.Full(id) },
        cancellationToken);
}
