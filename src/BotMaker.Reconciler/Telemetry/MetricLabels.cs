using System.Collections.Frozen;

namespace BotMaker.Reconciler.Telemetry;

/// <summary>The values of labels that are known beforehand: their series exist from the start, with zero.</summary>
internal static class MetricLabels
{
    public static readonly FrozenDictionary<ReconcileVerdict, string> Verdicts =
        Enum.GetValues<ReconcileVerdict>().ToFrozenDictionary(verdict => verdict, verdict => verdict.ToString().ToLowerInvariant());

    /// <summary>The cases of <see cref="Core.Planning.BotAction"/> by name; a test compares them.</summary>
    public static readonly string[] Actions =
    [
        "EnsureImage", "CreateContainer", "StartContainer", "StopContainer", "UnpauseContainer", "RenameContainer", "UpdateContainer", "WriteFiles",
        "RemoveContainer", "CheckDisk", "WriteRollout", "SaveState", "RestoreState", "GiveUpRollout", "EndRollout", "ForgetBot", "RetireBot", "RestoreBot",
    ];

    public static readonly string[] ActionOutcomes = ["succeeded", "failed"];

    /// <summary>Reasons of actions that mean: somebody else changed what we had made.</summary>
    public static readonly string[] DriftKinds =
        ["ContainerMissing", "ContainerExited", "ContainerPaused", "ContainerRenamed", "ContainerBroken", "LimitsChanged"];

    public static readonly string[] EngineEvents =
        ["create", "start", "die", "stop", "kill", "oom", "pause", "unpause", "rename", "update", "destroy", "health_status"];

    /// <summary>Operations that a reconcile rests on, with the outcome that alerts ask for.</summary>
    public static readonly string[] EngineOperations =
        ["ping", "events", "container_list", "container_inspect", "container_create", "container_start", "container_stop", "container_remove", "image_inspect", "image_pull"];

    public const string EngineUnavailable = "unavailable";
}
