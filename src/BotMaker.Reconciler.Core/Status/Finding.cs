namespace BotMaker.Reconciler.Core.Status;

/// <summary>The result of one look, as the condition that it becomes.</summary>
/// <param name="Status">Whether it is well.</param>
/// <param name="Reason">A constant in Pascal case.</param>
/// <param name="Message">For people; without secret values.</param>
public sealed record Finding(ConditionStatus Status, string Reason, string Message);
