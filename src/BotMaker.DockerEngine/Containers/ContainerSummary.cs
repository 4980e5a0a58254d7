using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Containers;

/// <summary>One line of the list. It comes from a snapshot: right after <c>die</c> older engines still say running.</summary>
public sealed record ContainerSummary
{
    public required string Id { get; init; }

    /// <summary>With a leading slash each.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The reference, or an image id when the tag has moved on.</summary>
    public string? Image { get; init; }

    [JsonPropertyName("ImageID")]
    public string? ImageId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Created { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary><c>created restarting running removing paused exited dead</c>, or what a newer engine invents.</summary>
    [JsonConverter(typeof(Json.NullAsEmptyString))]
    public string State { get; init; } = "";

    /// <summary>For people, and the only place of the health here: <c>Up 2 minutes (healthy)</c>.</summary>
    public string? Status { get; init; }
}
