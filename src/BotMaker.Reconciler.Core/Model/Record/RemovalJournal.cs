using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>What is remembered about bots whose manifests are gone. Kept on disk; changed by <c>RemovalGuard</c> alone.</summary>
public sealed record RemovalJournal
{
    public static readonly RemovalJournal Empty = new();

    /// <summary>Bots that wait for their deletion, and since when their manifests have been gone.</summary>
    public ValueMap<DateTimeOffset> Absent { get; init; }

    /// <summary>Bots that were removed lately without anybody's confirmation, and when.</summary>
    public ValueMap<DateTimeOffset> Removed { get; init; }

    /// <summary>Those of <see cref="Absent"/> that somebody confirmed: the fuse does not count them.</summary>
    public ValueList<string> Confirmed { get; init; }

    /// <summary>Not null: too many went at once, and since then nothing is deleted without a confirmation.</summary>
    public DateTimeOffset? TrippedAt { get; init; }

    /// <summary>With <see cref="TrippedAt"/>: the words for it.</summary>
    public string? Cause { get; init; }
}
