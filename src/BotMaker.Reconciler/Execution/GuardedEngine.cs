using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Volumes;

namespace BotMaker.Reconciler.Execution;

/// <summary>An engine whose calls go through <see cref="EnginePipelines"/>. Pings and streams do not: they are what finds out about the engine.</summary>
/// <param name="inner">The engine.</param>
/// <param name="pipelines">Retries and the circuit breaker.</param>
/// <param name="isGoingDown">Is the engine about to end? Then nothing is created or started.</param>
public sealed class GuardedEngine(IContainerEngine inner, EnginePipelines pipelines, Func<bool> isGoingDown) : IContainerEngine
{
    public string Endpoint => inner.Endpoint;

    public ISystemOperations System => inner.System;

    public IContainerOperations Containers { get; } = new GuardedContainers(inner.Containers, pipelines, isGoingDown);

    public IImageOperations Images { get; } = new GuardedImages(inner.Images, pipelines);

    public INetworkOperations Networks { get; } = new GuardedNetworks(inner.Networks, pipelines);

    public IVolumeOperations Volumes => inner.Volumes;

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
