using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.Images;

public sealed record ImageConfig
{
    public string? User { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public HealthCheck? Healthcheck { get; init; }

    public IReadOnlyDictionary<string, EmptyObject>? Volumes { get; init; }
}
