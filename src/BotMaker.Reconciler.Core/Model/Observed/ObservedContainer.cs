namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>One container as the engine told it. Members that only an inspection has are null when it was seen in a list.</summary>
public sealed record ObservedContainer
{
    /// <summary>Full id.</summary>
    public required string Id { get; init; }

    /// <summary>Without a slash.</summary>
    public required string Name { get; init; }

    public required ContainerOwnership Ownership { get; init; }

    public required ContainerPhase Phase { get; init; }

    /// <summary>From its label; 0 when it has none.</summary>
    public int Attempt { get; init; }

    /// <summary>From its label.</summary>
    public string? SpecHash { get; init; }

    public string? Image { get; init; }

    public string? ImageId { get; init; }

    public ContainerHealthState Health { get; init; }

    public long? ExitCode { get; init; }

    public bool OomKilled { get; init; }

    /// <summary>Why the last start failed.</summary>
    public string? StartError { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Of its main process on the engine's host, while it runs.</summary>
    public int? Process { get; init; }

    /// <summary>Restarts by the engine's policy since the last explicit start.</summary>
    public int RestartCount { get; init; }

    public ContainerLimits? Limits { get; init; }

    /// <summary>The last probe's output, for the condition's message.</summary>
    public string? HealthOutput { get; init; }

    public bool IsOurs => Ownership == ContainerOwnership.Ours;

    /// <summary>May a process of it be running now or in a moment? Decides whether another one may be started.</summary>
    public bool MayRun => Phase is ContainerPhase.Running or ContainerPhase.Paused or ContainerPhase.Restarting or ContainerPhase.Unknown;
}
