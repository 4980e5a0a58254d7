namespace BotMaker.Reconciler.Control;

/// <summary>What a queue tells about itself, for metrics. Called under the queue's lock: must be quick and must not call back.</summary>
public sealed record WorkQueueHooks
{
    public static readonly WorkQueueHooks None = new();

    public Action<WorkPriority>? Added { get; init; }

    /// <summary>Time spent waiting.</summary>
    public Action<TimeSpan>? Taken { get; init; }

    /// <summary>Time spent being worked on.</summary>
    public Action<TimeSpan>? Done { get; init; }
}
