namespace BotMaker.Reconciler.Control;

/// <summary>Section <c>Control</c>.</summary>
public sealed record ControlOptions
{
    public int Workers { get; init; } = 8;

    /// <summary>Engine start calls at a time: more only adds latency.</summary>
    public int MaxConcurrentStarts { get; init; } = 4;

    /// <summary>Bots started and not yet healthy; null is auto.</summary>
    public int? MaxStarting { get; init; }

    public int MaxConcurrentPulls { get; init; } = 2;

    public int MaxConcurrentChecks { get; init; } = 2;
}
