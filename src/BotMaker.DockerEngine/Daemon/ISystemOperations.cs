using BotMaker.DockerEngine.Events;

namespace BotMaker.DockerEngine.Daemon;

public interface ISystemOperations
{
    /// <summary>Asks the unversioned <c>/_ping</c> and settles the API version for the calls that follow. Cheap: also the liveness probe.</summary>
    Task<EnginePing> PingAsync(CancellationToken cancellationToken = default);

    Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken = default);

    Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken = default);

    Task<EngineDiskUsage> GetDiskUsageAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Opens the event stream. The task completes when the engine has accepted the subscription, so a list that is made afterwards
    /// misses nothing. The reader must only read and hand over: a subscriber that stops reading slows the whole engine.
    /// </summary>
    Task<EngineEventStream> OpenEventsAsync(EngineEventQuery query, CancellationToken cancellationToken = default);
}
