using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>From a spec to what the engine should enforce.</summary>
public static class DesiredLimits
{
    public static ContainerLimits Of(BotSpec spec) =>
        new(spec.Resources.MemoryBytes ?? 0, spec.Resources.NanoCpus ?? 0, spec.Resources.Pids, PolicyOf(spec.Restart));

    /// <summary>A limit that is in force and not wanted cannot be taken away in place.</summary>
    public static bool NeedNewContainer(ContainerLimits desired, ContainerLimits? observed) =>
        observed is not null && ((desired.MemoryBytes == 0 && observed.MemoryBytes > 0) || (desired.NanoCpus == 0 && observed.NanoCpus > 0));

    private static EngineRestartPolicy PolicyOf(RestartSpec restart) => restart switch
    {
        { Owner: RestartOwner.Reconciler } or { Policy: RestartPolicyKind.Never } => EngineRestartPolicy.No,
        { Policy: RestartPolicyKind.OnFailure } => EngineRestartPolicy.OnFailure,
        _ => EngineRestartPolicy.UnlessStopped,
    };
}
