namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A run of starts.</summary>
/// <param name="Starting">Started, and not yet healthy.</param>
/// <param name="Waiting">For their turn.</param>
/// <param name="Total">These, and those that are healthy since the run began.</param>
/// <param name="DoneAt">An estimate; null before the first is healthy.</param>
public sealed record StartsDocument(int Starting, int Waiting, int Total, DateTimeOffset? DoneAt);
