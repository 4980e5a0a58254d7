namespace BotMaker.DockerEngine.Containers;

/// <summary>Engine health. Means something only while the container runs: an API stop leaves <c>unhealthy</c> behind.</summary>
public sealed record ContainerHealth
{
    /// <summary><c>starting</c>, <c>healthy</c>, <c>unhealthy</c>, <c>none</c> or empty.</summary>
    public string? Status { get; init; }

    public int FailingStreak { get; init; }

    /// <summary>The last five probes, oldest first.</summary>
    public IReadOnlyList<HealthProbeResult>? Log { get; init; }
}
