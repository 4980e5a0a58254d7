namespace BotMaker.Reconciler.Storage;

public enum RevisionOutcome
{
    InProgress,
    Succeeded,
    Failed,

    /// <summary>A newer one came before this one was done.</summary>
    Superseded,
}
