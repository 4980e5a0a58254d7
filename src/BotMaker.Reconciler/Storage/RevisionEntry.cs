using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Storage;

/// <summary>One revision of a bot, as <c>history.json</c> keeps it.</summary>
public sealed record RevisionEntry
{
    public required string Hash { get; init; }

    /// <summary>Id or digest of the image that it ran.</summary>
    public string? ImageDigest { get; init; }

    public required int Attempt { get; init; }

    public required ChangeClass Class { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public required RevisionOutcome Outcome { get; init; }

    /// <summary>Why it was begun, or why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The last lines of a container that failed, secrets taken out.</summary>
    public string? LogTail { get; init; }
}
