using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Volumes;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>
/// A container engine in this process, with the states, answers, events and lies of a real one (facts measured on Docker 20.10), for
/// demos, component tests and scale. Time passes only by its <see cref="TimeProvider"/>. Beside the engine's calls it has controls that
/// a real engine does not offer: faults, crashes, and a hand on every process. All members are safe for concurrent use.
/// </summary>
public sealed partial class InMemoryEngine : IContainerEngine
{
    private readonly EngineWorld _world;
    private readonly CallGate _gate;
    private readonly InMemoryContainers _containers;
    private readonly EngineOutage _outage;

    public InMemoryEngine(TimeProvider time, InMemoryEngineOptions? options = null)
    {
        _world = new EngineWorld(time, options ?? new InMemoryEngineOptions());
        _gate = new CallGate(time, _world.Options);
        _containers = new InMemoryContainers(_world, _gate);
        _outage = new EngineOutage(_world, _gate);
        System = new InMemorySystem(_world, _gate);
        Images = new InMemoryImages(_world, _gate);
        Networks = new InMemoryNetworks(_world, _gate);
        Volumes = new InMemoryVolumes(_world, _gate);
    }

    public string Endpoint => "memory://";

    public ISystemOperations System { get; }

    public IContainerOperations Containers => _containers;

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public IVolumeOperations Volumes { get; }

    /// <summary>Ends every process, timer and stream without a word.</summary>
    public ValueTask DisposeAsync()
    {
        _gate.GoDown();
        lock (_world.Gate)
        {
            _startup?.Dispose();
            _world.IsUp = false;
            _world.Generation++;
            _world.Events.CutAll();
            foreach (ContainerRecord container in _world.Containers.All)
            {
                container.Run?.DisposeTimers();
                container.PendingRestart?.Dispose();
            }
        }

        return ValueTask.CompletedTask;
    }
}
