namespace BotMaker.Reconciler.Storage;

public enum RevisionOutcome
{
    InProgress,
    Succeeded,
    Failed,

    /// <summary>It failed, and the one before it was started again.</summary>
    RolledBack,

    /// <summary>A newer one came before this one was done.</summary>
    Superseded,
}
