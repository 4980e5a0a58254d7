namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A bot that is gone, in a watch stream.</summary>
public sealed record RemovedDocument(string Name);
