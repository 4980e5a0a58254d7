using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Volumes;

namespace BotMaker.DockerEngine;

/// <summary>
/// A container engine, grouped by area as its HTTP API is. Two implementations: the real engine's API over a socket, and an
/// engine in memory with the same semantics. All members are safe for concurrent use. A failed call throws
/// <see cref="Errors.DockerEngineException"/> whose kind says what the caller may do; nothing is retried here.
/// </summary>
public interface IContainerEngine : IAsyncDisposable
{
    /// <summary>Where the engine is, for people: <c>unix:///var/run/docker.sock</c>, <c>tcp://host:2376</c>, <c>memory://</c>.</summary>
    string Endpoint { get; }

    ISystemOperations System { get; }

    IContainerOperations Containers { get; }

    IImageOperations Images { get; }

    INetworkOperations Networks { get; }

    IVolumeOperations Volumes { get; }
}
