namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Type">Name of a condition, for example <c>Ready</c>.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">A constant in Pascal case.</param>
/// <param name="Message">For people.</param>
/// <param name="LastTransitionTime">When the status changed last.</param>
/// <param name="ObservedGeneration">The manifest generation that it is about.</param>
public sealed record ConditionDocument(string Type, string Status, string Reason, string Message, DateTimeOffset LastTransitionTime, long ObservedGeneration);
