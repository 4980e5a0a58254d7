using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Containers;

/// <summary>The state part of an inspection. <c>Running</c> is also true between two engine restarts: look at <see cref="Pid"/>.</summary>
public sealed record ContainerState
{
    public string? Status { get; init; }

    public bool Running { get; init; }

    public bool Paused { get; init; }

    public bool Restarting { get; init; }

    [JsonPropertyName("OOMKilled")]
    public bool OomKilled { get; init; }

    public bool Dead { get; init; }

    public long Pid { get; init; }

    public long ExitCode { get; init; }

    /// <summary>Why the last start failed.</summary>
    public string? Error { get; init; }

    /// <summary>RFC 3339; <c>0001-01-01T00:00:00Z</c> is never.</summary>
    public string? StartedAt { get; init; }

    public string? FinishedAt { get; init; }

    public ContainerHealth? Health { get; init; }
}
