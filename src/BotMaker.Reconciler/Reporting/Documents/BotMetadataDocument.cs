namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Name">The bot's id.</param>
/// <param name="Generation">Counts changes of its manifest; 0 while there was no valid one.</param>
/// <param name="Source">File and document that it comes from.</param>
/// <param name="Commit">Of the work tree of the manifests, where there is one.</param>
/// <param name="Labels">The manifest's own.</param>
public sealed record BotMetadataDocument(string Name, long Generation, string? Source, string? Commit, IReadOnlyDictionary<string, string> Labels);
