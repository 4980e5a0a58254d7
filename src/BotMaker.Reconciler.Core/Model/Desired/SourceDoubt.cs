namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>What only a person can say about a manifests directory that could be read.</summary>
public enum SourceDoubt
{
    /// <summary>It holds no manifest although bots are known.</summary>
    Emptied,

    /// <summary>It lies on another device than at the last healthy scan.</summary>
    OtherDevice,
}
