using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Containers;

public sealed record EndpointSettings
{
    [JsonPropertyName("NetworkID")]
    public string? NetworkId { get; init; }

    [JsonPropertyName("IPAddress")]
    public string? IpAddress { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }
}
