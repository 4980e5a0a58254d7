namespace BotMaker.Reconciler.Storage;

/// <summary><c>removals.json</c>: the shape on disk of a <see cref="Core.Model.Record.RemovalJournal"/>.</summary>
internal sealed record RemovalsDocument
{
    public IReadOnlyDictionary<string, DateTimeOffset> Absent { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, DateTimeOffset> Removed { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    public IReadOnlyList<string> Confirmed { get; init; } = [];

    public DateTimeOffset? TrippedAt { get; init; }

    public string? Cause { get; init; }
}
