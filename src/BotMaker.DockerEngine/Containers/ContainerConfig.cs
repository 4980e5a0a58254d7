namespace BotMaker.DockerEngine.Containers;

/// <summary>The configuration part of an inspection: the request merged with the image's own.</summary>
public sealed record ContainerConfig
{
    public string? Hostname { get; init; }

    public string? User { get; init; }

    public bool Tty { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public string? Image { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds.</summary>
    public int? StopTimeout { get; init; }

    public HealthCheck? Healthcheck { get; init; }
}
