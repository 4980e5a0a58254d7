namespace BotMaker.Reconciler.Core.Status;

/// <summary>A condition before its times are known.</summary>
internal sealed record ConditionDraft(ConditionType Type, ConditionStatus Status, string Reason, string Message);
