namespace BotMaker.DockerEngine.Containers;

/// <summary>The host side of a container, for requests and inspections alike.</summary>
public sealed record HostConfig
{
    /// <summary>Network name or id; must equal the single key of the request's endpoints.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Keys with protocol, as in <see cref="CreateContainerRequest.ExposedPorts"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? PortBindings { get; init; }

    public RestartPolicy? RestartPolicy { get; init; }

    /// <summary>Mounts, never binds: a missing source is then an error and not a directory of root's.</summary>
    public IReadOnlyList<Mount>? Mounts { get; init; }

    /// <summary>Path to options, for example <c>/tmp</c> to <c>size=256m,mode=1777</c>.</summary>
    public IReadOnlyDictionary<string, string>? Tmpfs { get; init; }

    /// <summary>Bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes, memory and swap together.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>Billionths of a CPU.</summary>
    public long? NanoCpus { get; init; }

    public long? PidsLimit { get; init; }

    public bool? ReadonlyRootfs { get; init; }

    public bool? Init { get; init; }

    public bool? Privileged { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public IReadOnlyList<string>? Dns { get; init; }

    /// <summary><c>host:ip</c> each.</summary>
    public IReadOnlyList<string>? ExtraHosts { get; init; }

    public IReadOnlyList<string>? GroupAdd { get; init; }

    public LogConfig? LogConfig { get; init; }

    public bool? AutoRemove { get; init; }
}
