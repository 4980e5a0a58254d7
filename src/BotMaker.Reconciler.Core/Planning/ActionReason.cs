namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Why an action is taken. Names are part of the API: they appear in events, history and metrics.</summary>
public enum ActionReason
{
    ManifestAdded,
    SpecChanged,
    LimitsChanged,
    ContainerMissing,
    ContainerExited,
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
}
