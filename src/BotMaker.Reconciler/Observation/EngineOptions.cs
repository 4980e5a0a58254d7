namespace BotMaker.Reconciler.Observation;

/// <summary>Section <c>Engine</c>.</summary>
public sealed record EngineOptions
{
    /// <summary>Null: <c>DOCKER_HOST</c>, or the default socket. <c>memory://</c> is the engine in memory.</summary>
    public string? Host { get; init; }

    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
