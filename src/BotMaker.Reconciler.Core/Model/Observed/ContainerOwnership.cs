namespace BotMaker.Reconciler.Core.Model.Observed;

public enum ContainerOwnership
{
    /// <summary>Our instance made it and our records know it.</summary>
    Ours,

    /// <summary>It carries our instance's labels, but our records never knew it: a conflict until somebody takes it over.</summary>
    Unrecorded,

    /// <summary>Another reconciler's. Not our business, and not a conflict by itself.</summary>
    OtherInstance,

    /// <summary>It carries the bot id or the name that we need, without being any reconciler's.</summary>
    Foreign,
}
