namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What <c>describe</c> shows beside the status.</summary>
/// <param name="Presence"><c>Present</c>, <c>Held</c>, <c>Invalid</c> or <c>Absent</c>.</param>
/// <param name="HoldMessage">Why it is held.</param>
/// <param name="Diagnostics">Of its manifest: <c>file:line:col: severity CODE path: message</c>.</param>
/// <param name="Plan">What is left to be done; null when that is nothing or not known.</param>
/// <param name="Blocked">Why something is held back.</param>
/// <param name="Revisions">The newest first.</param>
public sealed record BotDetailDocument(
    string Presence,
    string? HoldMessage,
    IReadOnlyList<string> Diagnostics,
    PlanChangeDocument? Plan,
    string? Blocked,
    IReadOnlyList<RevisionDocument> Revisions)
{
    /// <summary>The last, oldest first; in memory since the daemon's start.</summary>
    public IReadOnlyList<BotEventDocument> Events { get; init; } = [];
}
