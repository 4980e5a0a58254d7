namespace BotMaker.Reconciler.Core.Status;

/// <param name="Reason">A constant in Pascal case, for example <c>ImagePullFailed</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="IsTerminal">It will not get better by trying again; looked at again when something changes, and at each resync.</param>
/// <param name="Condition">The condition that it is about, beside <see cref="ConditionType.Ready"/>.</param>
public sealed record ReconcileFailure(string Reason, string Message, bool IsTerminal, ConditionType? Condition = null);
