namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>Restart policies as the engine names them.</summary>
public enum EngineRestartPolicy
{
    No,
    OnFailure,
    UnlessStopped,

    /// <summary>Never set by us: it brings back what was stopped on purpose.</summary>
    Always,
}
