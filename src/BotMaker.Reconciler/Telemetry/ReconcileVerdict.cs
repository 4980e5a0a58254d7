namespace BotMaker.Reconciler.Telemetry;

/// <summary>How one pass over a bot ended, as metrics count it.</summary>
public enum ReconcileVerdict
{
    /// <summary>It acted, and the bot has converged.</summary>
    Success,

    /// <summary>There was nothing to do.</summary>
    Noop,

    /// <summary>It failed and will be tried again.</summary>
    Error,

    /// <summary>It failed, and trying again does not help.</summary>
    Terminal,

    /// <summary>It is under way; the bot is looked at again.</summary>
    Requeue,
}
