using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Networks;

public sealed record NetworkInspection
{
    public required string Id { get; init; }

    [JsonConverter(typeof(Json.NullAsEmptyString))]
    public string Name { get; init; } = "";

    public string? Driver { get; init; }

    public bool Internal { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public NetworkIpam? IPAM { get; init; }
}
