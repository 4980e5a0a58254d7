namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Bots">Bots that the scan found or holds.</param>
/// <param name="Changed">Of these, those whose intent differs from the scan before.</param>
/// <param name="SourceAvailable">The scan was healthy and complete.</param>
/// <param name="Message">Why it was not.</param>
public sealed record ReconcileDocument(int Bots, IReadOnlyList<string> Changed, bool SourceAvailable, string? Message);
