namespace BotMaker.DockerEngine.Transport;

/// <summary>
/// One endpoint of the Engine API that this client calls. Requests can only be built from one of these, so <see cref="All"/> is the
/// complete list: what a filtering proxy in front of the engine's socket has to let through.
/// </summary>
/// <param name="Name">For metrics: a bounded set such as <c>container_start</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="PathTemplate">Without the version prefix; <c>{id}</c> or <c>{name}</c> stands for one object.</param>
public sealed record EngineOperation(string Name, string Method, string PathTemplate)
{
    public static EngineOperation Ping { get; } = new("ping", "GET", "/_ping");
    public static EngineOperation Version { get; } = new("version", "GET", "/version");
    public static EngineOperation Info { get; } = new("info", "GET", "/info");
    public static EngineOperation DiskUsage { get; } = new("disk_usage", "GET", "/system/df");
    public static EngineOperation Events { get; } = new("events", "GET", "/events");
    public static EngineOperation ContainerList { get; } = new("container_list", "GET", "/containers/json");
    public static EngineOperation ContainerInspect { get; } = new("container_inspect", "GET", "/containers/{id}/json");
    public static EngineOperation ContainerCreate { get; } = new("container_create", "POST", "/containers/create");
    public static EngineOperation ContainerStart { get; } = new("container_start", "POST", "/containers/{id}/start");
    public static EngineOperation ContainerStop { get; } = new("container_stop", "POST", "/containers/{id}/stop");
    public static EngineOperation ContainerKill { get; } = new("container_kill", "POST", "/containers/{id}/kill");
    public static EngineOperation ContainerPause { get; } = new("container_pause", "POST", "/containers/{id}/pause");
    public static EngineOperation ContainerUnpause { get; } = new("container_unpause", "POST", "/containers/{id}/unpause");
    public static EngineOperation ContainerRemove { get; } = new("container_remove", "DELETE", "/containers/{id}");
    public static EngineOperation ContainerRename { get; } = new("container_rename", "POST", "/containers/{id}/rename");
    public static EngineOperation ContainerUpdate { get; } = new("container_update", "POST", "/containers/{id}/update");
    public static EngineOperation ContainerWait { get; } = new("container_wait", "POST", "/containers/{id}/wait");
    public static EngineOperation ContainerLogs { get; } = new("container_logs", "GET", "/containers/{id}/logs");
    public static EngineOperation ExecCreate { get; } = new("exec_create", "POST", "/containers/{id}/exec");
    public static EngineOperation ExecStart { get; } = new("exec_start", "POST", "/exec/{id}/start");
    public static EngineOperation ExecInspect { get; } = new("exec_inspect", "GET", "/exec/{id}/json");
    public static EngineOperation ImageInspect { get; } = new("image_inspect", "GET", "/images/{name}/json");
    public static EngineOperation ImageList { get; } = new("image_list", "GET", "/images/json");
    public static EngineOperation ImagePull { get; } = new("image_pull", "POST", "/images/create");
    public static EngineOperation ImageTag { get; } = new("image_tag", "POST", "/images/{name}/tag");
    public static EngineOperation ImageRemove { get; } = new("image_remove", "DELETE", "/images/{name}");
    public static EngineOperation NetworkList { get; } = new("network_list", "GET", "/networks");
    public static EngineOperation NetworkInspect { get; } = new("network_inspect", "GET", "/networks/{id}");
    public static EngineOperation NetworkCreate { get; } = new("network_create", "POST", "/networks/create");
    public static EngineOperation NetworkRemove { get; } = new("network_remove", "DELETE", "/networks/{id}");
    public static EngineOperation VolumeList { get; } = new("volume_list", "GET", "/volumes");
    public static EngineOperation VolumeRemove { get; } = new("volume_remove", "DELETE", "/volumes/{name}");

    /// <summary>Every endpoint that this client may call.</summary>
    public static IReadOnlyList<EngineOperation> All { get; } =
    [
        Ping, Version, Info, DiskUsage, Events,
        ContainerList, ContainerInspect, ContainerCreate, ContainerStart, ContainerStop, ContainerKill, ContainerPause, ContainerUnpause,
        ContainerRemove, ContainerRename, ContainerUpdate, ContainerWait, ContainerLogs, ExecCreate, ExecStart, ExecInspect,
        ImageInspect, ImageList, ImagePull, ImageTag, ImageRemove,
        NetworkList, NetworkInspect, NetworkCreate, NetworkRemove, VolumeList, VolumeRemove,
    ];

    /// <summary>For people: <c>container start</c>.</summary>
    internal string Words => Name.Replace('_', ' ');

    /// <summary>The path for one object. A reference keeps its slashes; everything else in it is escaped.</summary>
    internal string PathFor(string? target)
    {
        var open = PathTemplate.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return PathTemplate;
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        var segments = target.Split('/');

        // System.Uri resolves dot segments, also escaped ones: such a name would address another endpoint.
        if (segments.Any(segment => segment is "" or "." or "..") || (segments.Length > 1 && !PathTemplate.StartsWith("/images/", StringComparison.Ordinal)))
            throw new ArgumentException($"'{target}' cannot be the name or id of an object of the engine.", nameof(target));
        var close = PathTemplate.IndexOf('}', StringComparison.Ordinal);
        return string.Concat(PathTemplate.AsSpan(0, open), string.Join('/', segments.Select(Uri.EscapeDataString)), PathTemplate.AsSpan(close + 1));
    }
}
