namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Items">In the order of their names.</param>
public sealed record BotListDocument(IReadOnlyList<BotDocument> Items);
