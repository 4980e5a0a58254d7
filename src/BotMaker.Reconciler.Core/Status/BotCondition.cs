namespace BotMaker.Reconciler.Core.Status;

/// <param name="Type">Which.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Reason">A constant in Pascal case.</param>
/// <param name="Message">For people: what, where, what next.</param>
/// <param name="LastTransitionTime">When <paramref name="Status"/> changed last.</param>
/// <param name="ObservedGeneration">The manifest generation that it is about.</param>
public sealed record BotCondition(
    ConditionType Type,
    ConditionStatus Status,
    string Reason,
    string Message,
    DateTimeOffset LastTransitionTime,
    long ObservedGeneration);
