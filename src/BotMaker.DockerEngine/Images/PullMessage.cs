using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Images;

/// <summary>One line of a pull's stream.</summary>
internal sealed record PullMessage
{
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("progressDetail")]
    public Progress? Detail { get; init; }

    [JsonPropertyName("errorDetail")]
    public PullError? ErrorDetail { get; init; }

    /// <summary>The older form of <see cref="ErrorDetail"/>.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    internal sealed record Progress
    {
        [JsonPropertyName("current")]
        public long? Current { get; init; }

        [JsonPropertyName("total")]
        public long? Total { get; init; }
    }

    internal sealed record PullError
    {
        [JsonPropertyName("message")]
        public string? Message { get; init; }
    }
}
