namespace BotMaker.Reconciler.Core.Model.Observed;

public enum ContainerHealthState
{
    /// <summary>No health check, or it does not run.</summary>
    None,
    Starting,
    Healthy,
    Unhealthy,
}
