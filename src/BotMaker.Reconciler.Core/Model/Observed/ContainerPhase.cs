namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>The engine's container states in our words.</summary>
public enum ContainerPhase
{
    /// <summary>A state that we do not know: treated as possibly running.</summary>
    Unknown,
    Created,
    Running,
    Paused,

    /// <summary>Ended, and the engine will start it again by its policy. Nothing runs now.</summary>
    Restarting,
    Exited,

    /// <summary>The engine could not remove it.</summary>
    Dead,
    Removing,
}
