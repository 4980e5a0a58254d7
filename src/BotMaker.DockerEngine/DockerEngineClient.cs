using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Transport;
using BotMaker.DockerEngine.Volumes;

namespace BotMaker.DockerEngine;

/// <summary>
/// A Docker engine over its HTTP API, versions 1.41 to 1.55. Creating one opens nothing: the first call connects and settles the version, and a
/// later call finds an engine that has come back by itself.
/// </summary>
public sealed class DockerEngineClient : IContainerEngine
{
    private readonly EngineHttp _http;

    public DockerEngineClient(EngineEndpoint endpoint, DockerEngineClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _http = new EngineHttp(endpoint, options ?? new DockerEngineClientOptions());
        System = new SystemClient(_http);
        Containers = new ContainerClient(_http);
        Images = new ImageClient(_http);
        Networks = new NetworkClient(_http);
        Volumes = new VolumeClient(_http);
    }

    public string Endpoint => _http.Endpoint;

    public ISystemOperations System { get; }

    public IContainerOperations Containers { get; }

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public IVolumeOperations Volumes { get; }

    /// <summary>Closes all connections; calls in flight fail.</summary>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
