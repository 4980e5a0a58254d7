namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>How far a change by a new container has come. Each is written down before the first step that it allows.</summary>
public enum RolloutPhase
{
    /// <summary>The new container is made and the old one stopped; the new one has not been started.</summary>
    Replacing,

    /// <summary>The new container may have been started. The old one stays, stopped, until the new one is proven.</summary>
    OnTrial,

    /// <summary>The new container goes, and the old one is about to be started again.</summary>
    RollingBack,

    /// <summary>The old container runs again; the new revision is not tried again until something of it changes.</summary>
    RolledBack,

    /// <summary>The new container failed and is left as it is, since <c>spec.rollout.rollback</c> is false.</summary>
    LeftFailed,
}
