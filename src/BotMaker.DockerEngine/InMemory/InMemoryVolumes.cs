using BotMaker.DockerEngine.Volumes;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The volume calls.</summary>
internal sealed class InMemoryVolumes(EngineWorld world, CallGate gate) : IVolumeOperations
{
    public Task<IReadOnlyList<VolumeSummary>> ListAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.VolumeList, target: null, () => world.Locked(() => world.Volumes.List(labels)), cancellationToken);

    public Task RemoveAsync(string name, bool force, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.VolumeRemove, name, () => world.Locked(() => world.Volumes.Remove(name, force)), cancellationToken);
}
