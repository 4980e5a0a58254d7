namespace BotMaker.Reconciler.Core.Status;

/// <summary>The conditions of a bot. Names are part of the API.</summary>
public enum ConditionType
{
    Ready,
    Reconciling,
    Stalled,
    Valid,
    SecretsReady,
    ImageReady,
    Healthy,
    Drifted,
    RolledBack,
    CrashLoopBackOff,
    Conflict,
    PendingDeletion,
    Held,
    ChannelsReady,
    Egress,
    ChecksPassed,
}
