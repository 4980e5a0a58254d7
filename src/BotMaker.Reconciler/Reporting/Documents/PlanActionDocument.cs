namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Action">For example <c>StartContainer</c>.</param>
/// <param name="Reason">For example <c>SpecChanged</c>.</param>
/// <param name="Attempt">The attempt that it is about; null where it is about none.</param>
/// <param name="ContainerId">Full id; null where it is not made yet.</param>
public sealed record PlanActionDocument(string Action, string Reason, int? Attempt, string? ContainerId);
