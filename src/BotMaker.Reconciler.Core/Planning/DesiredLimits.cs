using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>From a spec to what the engine should enforce.</summary>
public static class DesiredLimits
{
    public static ContainerLimits Of(BotSpec spec) =>
        new(spec.Resources.MemoryBytes ?? 0, spec.Resources.NanoCpus ?? 0, spec.Resources.Pids, PolicyOf(spec.Restart));

    /// <summary>What can be reached in place: a limit cannot be taken away, so one that is no longer wanted stays as it is.</summary>
    public static ContainerLimits InPlace(ContainerLimits wanted, ContainerLimits enforced) => wanted with
    {
        MemoryBytes = wanted.MemoryBytes == 0 ? enforced.MemoryBytes : wanted.MemoryBytes,
        NanoCpus = wanted.NanoCpus == 0 ? enforced.NanoCpus : wanted.NanoCpus,
    };

    // Never the engine's always: it brings back what was stopped on purpose.
    private static EngineRestartPolicy PolicyOf(RestartSpec restart) => restart switch
    {
        { Owner: RestartOwner.Reconciler } or { Policy: RestartPolicyKind.Never } => EngineRestartPolicy.No,
        { Policy: RestartPolicyKind.OnFailure } => EngineRestartPolicy.OnFailure,
        _ => EngineRestartPolicy.UnlessStopped,
    };
}
