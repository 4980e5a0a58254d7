namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Items">Oldest first.</param>
public sealed record EventListDocument(IReadOnlyList<BotEventDocument> Items);
