namespace BotMaker.DockerEngine.Containers;

/// <summary>The engine's health check. Durations are nanoseconds; the first probe comes after one interval.</summary>
public sealed record HealthCheck
{
    /// <summary><c>["CMD", …]</c>, <c>["CMD-SHELL", "…"]</c> or <c>["NONE"]</c>.</summary>
    public IReadOnlyList<string>? Test { get; init; }

    public long? Interval { get; init; }

    public long? Timeout { get; init; }

    public int? Retries { get; init; }

    public long? StartPeriod { get; init; }

    /// <summary>Since API 1.44; dropped for older engines.</summary>
    public long? StartInterval { get; init; }
}
