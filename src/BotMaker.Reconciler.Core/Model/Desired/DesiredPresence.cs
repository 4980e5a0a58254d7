namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>What the manifests say about a bot. Absent is not invalid is not unavailable.</summary>
public enum DesiredPresence
{
    /// <summary>A valid manifest.</summary>
    Present,

    /// <summary>Something is wrong with its manifest or with the source: the last good spec stays in force.</summary>
    Held,

    /// <summary>A manifest that was never valid: there is nothing to run.</summary>
    Invalid,

    /// <summary>A healthy, complete scan does not hold it.</summary>
    Absent,
}
