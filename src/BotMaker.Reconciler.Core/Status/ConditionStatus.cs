namespace BotMaker.Reconciler.Core.Status;

public enum ConditionStatus
{
    Unknown,
    False,
    True,
}
