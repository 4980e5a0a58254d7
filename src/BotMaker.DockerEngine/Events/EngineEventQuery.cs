namespace BotMaker.DockerEngine.Events;

/// <summary>Which events to send. Filtered by the engine, so health-check execs never reach us.</summary>
public sealed record EngineEventQuery
{
    /// <summary>Object types, for example <c>container</c>. Empty: all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Actions such as <c>start</c>, <c>die</c>, <c>health_status</c>. Empty: all.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary><c>key</c> or <c>key=value</c>; all must match.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Replay from this engine time on, in nanoseconds since the Unix epoch, inclusive. Null: from now on.</summary>
    public long? SinceNanoseconds { get; init; }

    /// <summary>The engine ends the stream at this time. Null: it stays open.</summary>
    public long? UntilNanoseconds { get; init; }
}
