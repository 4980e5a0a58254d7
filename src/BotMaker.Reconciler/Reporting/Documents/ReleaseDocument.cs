namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Ended">The hold or freeze that ended; null: there was none.</param>
public sealed record ReleaseDocument(HoldDocument? Ended);
