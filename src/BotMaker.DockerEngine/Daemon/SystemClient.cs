using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Daemon;

internal sealed class SystemClient(EngineHttp http) : ISystemOperations
{
    public Task<EnginePing> PingAsync(CancellationToken cancellationToken = default) => http.Versions.PingAsync(cancellationToken);

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken = default) => http.ReadAsync(
        new EngineRequest(EngineOperation.Version, http.Timeouts.Query), EngineAnswerJson.Default.EngineVersion, cancellationToken);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken = default) => http.ReadAsync(
        new EngineRequest(EngineOperation.Info, http.Timeouts.Query), EngineAnswerJson.Default.EngineInfo, cancellationToken);

    public async Task<EngineDiskUsage> GetDiskUsageAsync(CancellationToken cancellationToken = default)
    {
        var request = new EngineRequest(EngineOperation.DiskUsage, http.Timeouts.DiskUsage);
        return (await http.ReadAsync(request, EngineAnswerJson.Default.DiskUsageAnswer, cancellationToken)).ToUsage();
    }

    public async Task<EngineEventStream> OpenEventsAsync(EngineEventQuery query, CancellationToken cancellationToken = default)
    {
        var podman = (await http.Versions.GetAsync(cancellationToken)).IsPodman;

        // podman matches neither a label without a value nor Docker's names of the actions: there the client selects.
        var request = new EngineRequest(EngineOperation.Events, http.Timeouts.Query)
        {
            Query = QueryText.Empty
                .AddTime("since", query.SinceNanoseconds).AddTime("until", query.UntilNanoseconds)
                .AddFilters(("type", query.Types), ("event", podman ? [] : query.Actions), ("label", podman ? [] : query.Labels)),
        };
        var reply = await http.OpenAsync(request, cancellationToken);

        // The limit was for the headers: the engine sends them at once, and then nothing until something happens.
        reply.Deadline.Disarm();
        reply.Deadline.DetachCaller();
        if (cancellationToken.IsCancellationRequested)
        {
            reply.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new DockerEventStream(http, reply, podman ? new EventSelection(query) : null);
    }
}
