using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Containers;

/// <summary>A mount as an inspection tells it; unordered.</summary>
public sealed record MountPoint
{
    public string? Type { get; init; }

    public string? Name { get; init; }

    public string? Source { get; init; }

    public string? Destination { get; init; }

    [JsonPropertyName("RW")]
    public bool Writable { get; init; }
}
