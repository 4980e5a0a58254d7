namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Token">From the list: it must stand for what is to be confirmed now.</param>
public sealed record PruneRequestDocument(string? Token);
