namespace BotMaker.DockerEngine.Transport;

/// <summary>
/// How long a call may take, its answer's body included. After a timeout the outcome is unknown: the engine finishes most operations
/// although the client has gone.
/// </summary>
public sealed record EngineTimeouts
{
    /// <summary>A healthy engine answers in milliseconds; one that restores containers accepts and stays silent.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Lists, inspections and everything else that only reads or is quick.</summary>
    public TimeSpan Query { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Create { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Remove { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>On top of the grace period: a stop call lasts as long as the container takes to end.</summary>
    public TimeSpan StopMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Assumed grace where the caller leaves it to the container, whose own stop timeout we do not know.</summary>
    public TimeSpan UnknownGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest silence inside a pull: large layers may take any time in all.</summary>
    public TimeSpan PullIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The engine walks its whole store.</summary>
    public TimeSpan DiskUsage { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// One setting for all: the defaults belong to 30 seconds, and the ordinary calls scale with it. The ping and a pull's silence do not:
    /// one measures the engine's life, the other the registry.
    /// </summary>
    public static EngineTimeouts ForRequestTimeout(TimeSpan requestTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(requestTimeout, TimeSpan.Zero);
        var defaults = new EngineTimeouts();
        var factor = requestTimeout / defaults.Create;
        return new()
        {
            Query = defaults.Query * factor,
            Create = defaults.Create * factor,
            Start = defaults.Start * factor,
            Remove = defaults.Remove * factor,
            StopMargin = defaults.StopMargin * factor,
            DiskUsage = defaults.DiskUsage * factor,
        };
    }
}
