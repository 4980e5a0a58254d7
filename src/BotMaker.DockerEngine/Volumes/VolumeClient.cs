using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Volumes;

internal sealed class VolumeClient(EngineHttp http) : IVolumeOperations
{
    public async Task<IReadOnlyList<VolumeSummary>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(EngineOperation.VolumeList, http.Timeouts.Query) { Query = QueryText.Empty.AddFilters(("label", labels)) };
        return (await http.ReadAsync(request, EngineAnswerJson.Default.VolumeListAnswer, cancellationToken)).Volumes ?? [];
    }

    public Task RemoveAsync(string name, bool force, CancellationToken cancellationToken = default) => http.DoAsync(
        new EngineRequest(EngineOperation.VolumeRemove, http.Timeouts.Remove) { Target = name, Query = QueryText.Empty.Flag("force", force) },
        cancellationToken);
}
