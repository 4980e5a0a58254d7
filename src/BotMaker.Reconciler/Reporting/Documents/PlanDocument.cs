namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What would be done now, as <c>plan -o json</c> prints it. The shape is part of the contract.</summary>
/// <param name="Changes">Bots that stay and are changed.</param>
/// <param name="Deletions">Bots that go.</param>
/// <param name="Blocked">What is held back, and why.</param>
public sealed record PlanDocument(
    IReadOnlyList<PlanChangeDocument> Changes, IReadOnlyList<PlanChangeDocument> Deletions, IReadOnlyList<PlanBlockDocument> Blocked)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Changes.Count == 0 && Deletions.Count == 0;
}
