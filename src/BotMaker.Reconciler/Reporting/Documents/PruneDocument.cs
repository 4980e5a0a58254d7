namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>Which bots are to be deleted, and what stands before it.</summary>
/// <param name="Cause">Not null: nothing is deleted until somebody confirms, and why.</param>
/// <param name="Token">With a cause: names exactly what is to be confirmed.</param>
/// <param name="Candidates">In the order of their names.</param>
public sealed record PruneDocument(string? Cause, string? Token, IReadOnlyList<PruneCandidateDocument> Candidates);
