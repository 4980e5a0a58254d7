using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Makes a container from a request: merged with its image, filled with the engine's defaults. Callers hold the engine's lock.</summary>
internal sealed class ContainerFactory(EngineWorld world)
{
    public ContainerRecord Make(string id, string name, CreateContainerRequest request)
    {
        ImageStore.Image image = world.Images.Find(request.Image);
        (string networkName, EndpointSettings? endpoint) = NetworkOf(request);
        return new ContainerRecord(id, name, world.Now, Merge(id, request, image.Config), Fill(request.HostConfig ?? new HostConfig()), world.Options.LogCapacity)
        {
            ImageId = image.Id,
            ExposedPorts = [.. (request.ExposedPorts ?? new Dictionary<string, EmptyObject>(StringComparer.Ordinal)).Keys.Select(WithProtocol)],
            Mounts = MountPoints(id, request, image.Config),
            Network = new NetworkAttachment(networkName, endpoint?.Aliases),
        };
    }

    /// <summary>The single endpoint wins over the mode, silently.</summary>
    private static (string Name, EndpointSettings? Endpoint) NetworkOf(CreateContainerRequest request)
    {
        if (request.NetworkingConfig?.EndpointsConfig.FirstOrDefault() is { Key: { Length: > 0 } name } endpoint) return (name, endpoint.Value);
        return (request.HostConfig?.NetworkMode is { Length: > 0 } mode and not "default" ? mode : "bridge", null);
    }

    private static ContainerConfig Merge(string id, CreateContainerRequest request, ImageConfig image)
    {
        bool ownEntrypoint = request.Entrypoint is { Count: > 0 };
        bool ownCommand = request.Cmd is { Count: > 0 };
        return new ContainerConfig
        {
            Hostname = request.Hostname ?? id[..12],
            User = request.User ?? image.User ?? "",
            Tty = request.Tty ?? false,
            Env = MergeEnvironment(request.Env ?? [], image.Env ?? []),
            Cmd = ownCommand || ownEntrypoint ? request.Cmd : image.Cmd,
            Entrypoint = ownEntrypoint ? request.Entrypoint : image.Entrypoint,
            Image = request.Image,
            Labels = MergeLabels(request.Labels, image.Labels),
            StopSignal = request.StopSignal,
            StopTimeout = request.StopTimeout,
            Healthcheck = MergeHealth(request.Healthcheck, image.Healthcheck),
        };
    }

    private static List<string> MergeEnvironment(IReadOnlyList<string> own, IReadOnlyList<string> image)
    {
        HashSet<string> names = new(own.Select(NameOf), StringComparer.Ordinal);
        return [.. own, .. image.Where(entry => !names.Contains(NameOf(entry)))];

        static string NameOf(string entry) => entry.IndexOf('=', StringComparison.Ordinal) is >= 0 and { } equals ? entry[..equals] : entry;
    }

    private static Dictionary<string, string> MergeLabels(IReadOnlyDictionary<string, string>? own, IReadOnlyDictionary<string, string>? image)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in image ?? new Dictionary<string, string>(StringComparer.Ordinal)) merged[key] = value;
        foreach ((string key, string value) in own ?? new Dictionary<string, string>(StringComparer.Ordinal)) merged[key] = value;
        return merged;
    }

    private static HealthCheck? MergeHealth(HealthCheck? own, HealthCheck? image)
    {
        if (own is null || image is null) return own ?? image;
        return own with
        {
            Test = own.Test is { Count: > 0 } ? own.Test : image.Test,
            Interval = own.Interval is null or 0 ? image.Interval : own.Interval,
            Timeout = own.Timeout is null or 0 ? image.Timeout : own.Timeout,
            StartPeriod = own.StartPeriod is null or 0 ? image.StartPeriod : own.StartPeriod,
            Retries = own.Retries is null or 0 ? image.Retries : own.Retries,
        };
    }

    private static HostConfig Fill(HostConfig host) => host with
    {
        NetworkMode = string.IsNullOrEmpty(host.NetworkMode) ? "default" : host.NetworkMode,
        RestartPolicy = host.RestartPolicy ?? new RestartPolicy(""),
        LogConfig = host.LogConfig ?? new LogConfig("json-file", new Dictionary<string, string>(StringComparer.Ordinal)),
        MemorySwap = host.Memory > 0 && host.MemorySwap is null or 0 ? host.Memory * 2 : host.MemorySwap,
    };

    private List<MountPoint> MountPoints(string id, CreateContainerRequest request, ImageConfig image)
    {
        var mounts = new List<MountPoint>();
        foreach (Mount mount in request.HostConfig?.Mounts ?? [])
        {
            mounts.Add(mount.Type is "volume"
                ? VolumeMount(id, mount.Source, mount.Target, !mount.ReadOnly)
                : new MountPoint { Type = mount.Type, Source = mount.Type is "bind" ? mount.Source : "", Destination = mount.Target, Writable = !mount.ReadOnly });
        }

        foreach (string target in image.Volumes?.Keys ?? [])
        {
            if (!mounts.Exists(mount => string.Equals(mount.Destination, target, StringComparison.Ordinal)))
                mounts.Add(VolumeMount(id, name: null, target, writable: true));
        }

        return mounts;
    }

    /// <summary>Volumes are made at create; one without a name is anonymous.</summary>
    private MountPoint VolumeMount(string containerId, string? name, string target, bool writable)
    {
        bool anonymous = string.IsNullOrEmpty(name);
        string volume = anonymous ? world.Ids.Next() : name!;
        string mountpoint = world.Volumes.Create(volume, anonymous);
        world.Volumes.Use(volume, containerId);
        return new MountPoint { Type = "volume", Name = volume, Source = mountpoint, Destination = target, Writable = writable };
    }

    private static string WithProtocol(string port) => port.Contains('/', StringComparison.Ordinal) ? port : port + "/tcp";
}
