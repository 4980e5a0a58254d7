using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Containers;

public sealed record ContainerInspection
{
    public required string Id { get; init; }

    /// <summary>With a leading slash.</summary>
    [JsonConverter(typeof(Json.NullAsEmptyString))]
    public string Name { get; init; } = "";

    /// <summary>RFC 3339.</summary>
    public string? Created { get; init; }

    /// <summary>The image's id.</summary>
    [JsonPropertyName("Image")]
    public string? ImageId { get; init; }

    /// <summary>Restarts by the engine's policy since the last explicit start.</summary>
    public int RestartCount { get; init; }

    public ContainerState? State { get; init; }

    public ContainerConfig? Config { get; init; }

    public HostConfig? HostConfig { get; init; }

    public ContainerNetworkSettings? NetworkSettings { get; init; }

    public IReadOnlyList<MountPoint>? Mounts { get; init; }
}
