namespace BotMaker.DockerEngine.Containers;

/// <summary>A container to create. What is null is left to the image or the engine; null members are not sent.</summary>
public sealed record CreateContainerRequest
{
    /// <summary>A reference or an image id.</summary>
    public required string Image { get; init; }

    public string? Hostname { get; init; }

    /// <summary><c>uid:gid</c>.</summary>
    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary><c>NAME=value</c> each.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Keys with protocol: <c>18789/tcp</c>. Every published port must be here too.</summary>
    public IReadOnlyDictionary<string, EmptyObject>? ExposedPorts { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds.</summary>
    public int? StopTimeout { get; init; }

    public bool? Tty { get; init; }

    public HealthCheck? Healthcheck { get; init; }

    public HostConfig? HostConfig { get; init; }

    public NetworkingConfig? NetworkingConfig { get; init; }
}
