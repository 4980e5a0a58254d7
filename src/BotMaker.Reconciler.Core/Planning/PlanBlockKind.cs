namespace BotMaker.Reconciler.Core.Planning;

public enum PlanBlockKind
{
    /// <summary>The manifest was never valid.</summary>
    InvalidManifest,

    /// <summary><c>spec.suspend</c>.</summary>
    Suspended,

    /// <summary>Somebody holds the bot as it is.</summary>
    Held,

    /// <summary>Somebody froze the whole fleet.</summary>
    Frozen,

    /// <summary>Something that is not ours stands in the way.</summary>
    Conflict,

    /// <summary>A change above <c>spec.rollout.maxDisruption</c>.</summary>
    Disruption,

    /// <summary>A secret cannot be used: what runs goes on with what it has.</summary>
    SecretsNotReady,

    /// <summary>The desired revision failed, and the one before it serves.</summary>
    RolledBack,

    /// <summary>The source does not allow deletions now.</summary>
    DeletionNotPermitted,

    /// <summary>The deletion waits for its time.</summary>
    DeletionPending,

    /// <summary>Too many bots went at once: nothing is deleted until somebody confirms.</summary>
    DeletionBlocked,

    /// <summary>Nothing can be done until somebody changes something.</summary>
    Stalled,
}
