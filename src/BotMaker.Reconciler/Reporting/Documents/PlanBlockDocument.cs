namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Bot">Its name.</param>
/// <param name="Kind">For example <c>Suspended</c>.</param>
/// <param name="Message">For people: what, where, what next.</param>
public sealed record PlanBlockDocument(string Bot, string Kind, string Message);
