namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="ForSeconds">It ends by itself after so long; null: only by somebody's word, which a freeze may and a hold may not.</param>
/// <param name="Reason">For those who see it.</param>
public sealed record HoldRequestDocument(double? ForSeconds, string? Reason);
