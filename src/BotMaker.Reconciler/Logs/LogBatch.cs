namespace BotMaker.Reconciler.Logs;

/// <param name="Lines">In the order in which they came.</param>
/// <param name="Dropped">How many lines before them the reader lost, since it was too slow.</param>
public sealed record LogBatch(IReadOnlyList<LogLine> Lines, long Dropped = 0);
