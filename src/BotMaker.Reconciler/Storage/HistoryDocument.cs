namespace BotMaker.Reconciler.Storage;

/// <summary><c>history.json</c>.</summary>
internal sealed record HistoryDocument(IReadOnlyList<RevisionEntry> Revisions);
