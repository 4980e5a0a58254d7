using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Core.Model.Observed;

namespace BotMaker.Reconciler.Observation;

/// <summary>What of a list line tells that a container changed. The rest of it moves with the clock.</summary>
internal sealed record ContainerLine(string Name, ContainerPhase Phase, ContainerHealthState Health, long? ExitCode, string? ImageId)
{
    public static ContainerLine Of(ContainerSummary line)
    {
        var phase = ContainerMapping.PhaseOf(line.State);
        // A list says removing of a container that an inspection calls dead.
        if (phase == ContainerPhase.Dead) phase = ContainerPhase.Removing;
        return new(
            ContainerMapping.NameOf(line),
            phase,
            phase == ContainerPhase.Running ? StatusText.Health(line.Status) : ContainerHealthState.None,
            phase == ContainerPhase.Exited ? StatusText.ExitCode(line.Status) : null,
            line.ImageId);
    }

    /// <summary>The line that a list would have shown for this container.</summary>
    public static ContainerLine Of(ObservedContainer seen) => new(
        seen.Name,
        seen.Phase == ContainerPhase.Dead ? ContainerPhase.Removing : seen.Phase,
        seen.Phase == ContainerPhase.Running ? seen.Health : ContainerHealthState.None,
        seen.Phase == ContainerPhase.Exited ? seen.ExitCode : null,
        seen.ImageId);
}
