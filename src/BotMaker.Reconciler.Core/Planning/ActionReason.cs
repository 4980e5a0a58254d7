namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Why an action is taken. Names are part of the API: they appear in events, history and metrics.</summary>
public enum ActionReason
{
    ManifestAdded,
    SpecChanged,
    LimitsChanged,
    ContainerMissing,
    ContainerExited,

    /// <summary>The bot ended by itself, and its restarts are ours to make.</summary>
    ContainerEnded,

    /// <summary>It ended too often: the engine is to restart it no more.</summary>
    CrashLoopBackOff,

    /// <summary>It ran well for long enough: the engine gets its restarts back.</summary>
    CrashLoopOver,
    ContainerPaused,
    ContainerRenamed,
    ContainerBroken,
    RunStateStopped,
    RunStateRunning,
    ManifestRemoved,
    ReplacedByNewer,
    StateUnknown,
    RestartRequested,
    FilesChanged,
    RolloutUnderWay,
    RolloutProven,
    RolloutFailed,
    RolloutAbandoned,
    UndeleteRequested,
}
