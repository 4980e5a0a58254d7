namespace BotMaker.Reconciler.Storage;

/// <summary><c>snapshot.json</c>: what a saved state belongs to. State and image go back together or not at all.</summary>
public sealed record SnapshotStamp
{
    /// <summary>The attempt that the state was saved for: the one that was about to start.</summary>
    public required int Attempt { get; init; }

    /// <summary>The attempt that had written the state.</summary>
    public required int OldAttempt { get; init; }

    /// <summary>Id of the image that had written it.</summary>
    public string? ImageId { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required int Files { get; init; }

    /// <summary>Allocated bytes.</summary>
    public required long Bytes { get; init; }
}
