using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The calls about the engine itself.</summary>
internal sealed class InMemorySystem(EngineWorld world, CallGate gate) : ISystemOperations
{
    private const long BytesPerContainer = 4096;

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.Ping, target: null, () => new EnginePing(world.Options.ApiVersion, world.Options.ApiVersion, IsPodman: false), cancellationToken);

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken = default) => gate.CallAsync(
        EngineOperation.Version,
        target: null,
        () => new EngineVersion { Version = world.Options.EngineVersion, ApiVersion = world.Options.ApiVersion.ToString(2), MinApiVersion = "1.24", Os = "linux", Arch = "amd64" },
        cancellationToken);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.Info, target: null, () => world.Locked(Info), cancellationToken);

    public Task<EngineDiskUsage> GetDiskUsageAsync(CancellationToken cancellationToken = default) => gate.CallAsync(
        EngineOperation.DiskUsage,
        target: null,
        () => world.Locked(() => new EngineDiskUsage(world.Images.TotalSize, world.Containers.All.Count * BytesPerContainer, VolumesBytes: 0, BuildCacheBytes: 0)),
        cancellationToken);

    public Task<EngineEventStream> OpenEventsAsync(EngineEventQuery query, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.Events, target: null, () => world.Locked<EngineEventStream>(() => Open(query)), cancellationToken);

    private InMemoryEventStream Open(EngineEventQuery query)
    {
        EventSubscription subscription = world.Events.Subscribe(query);
        ITimer? end = query.UntilNanoseconds is { } until && until > world.Events.NowNanoseconds()
            ? world.After(EngineTime.FromNanoseconds(until - world.Events.NowNanoseconds()), () => world.Events.Unsubscribe(subscription))
            : null;
        return new InMemoryEventStream(world, subscription, end);
    }

    private EngineInfo Info() => new()
    {
        Id = "MEMORY",
        Name = "memory",
        ServerVersion = world.Options.EngineVersion,
        OperatingSystem = "in memory",
        DockerRootDir = "/var/lib/docker",
        Driver = "overlay2",
        CgroupVersion = "2",
        Cpus = world.Options.Cpus,
        MemTotal = 64L * 1024 * 1024 * 1024,
        Containers = world.Containers.All.Count,
        ContainersRunning = world.Containers.All.Count(static container => container.IsRunning),
        LiveRestoreEnabled = world.Options.LiveRestore,
        SecurityOptions = ["name=seccomp,profile=default"],
        Warnings = [],
        SystemTime = EngineTime.Rfc3339(world.Now),
    };
}
