namespace BotMaker.Reconciler.Core.Status;

/// <summary>One word for a table.</summary>
public enum BotPhase
{
    Pending,
    Pulling,
    Starting,
    Running,
    Stopped,
    Suspended,
    Degraded,
    CrashLoop,
    Stalled,
    Deleting,
}
