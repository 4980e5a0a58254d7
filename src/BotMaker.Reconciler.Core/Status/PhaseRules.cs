using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>One word for the table.</summary>
internal static class PhaseRules
{
    public static BotPhase Of(BotView view) => view switch
    {
        { IsDeletion: true } => BotPhase.Deleting,
        { Block.Kind: PlanBlockKind.Suspended or PlanBlockKind.Held } => BotPhase.Suspended,
        { IsStalled: true, IsHealthy: false } => BotPhase.Stalled,
        { Report.IsPulling: true, IsRunning: false } => BotPhase.Pulling,
        { Spec.RunState: RunState.Stopped, Container: null or { MayRun: false } } => BotPhase.Stopped,
        { Container: null } => BotPhase.Pending,
        { IsCompleted: true } => BotPhase.Stopped,
        { Loop: not null, IsHealthy: false } => BotPhase.CrashLoop,
        { Container.Phase: ContainerPhase.Restarting } => BotPhase.Starting,
        { Container.Phase: ContainerPhase.Paused or ContainerPhase.Unknown } => BotPhase.Degraded,
        { IsRunning: false } => BotPhase.Pending,
        { Container.Health: ContainerHealthState.Starting } => BotPhase.Starting,
        { Container.Health: ContainerHealthState.Unhealthy } => BotPhase.Degraded,
        { Failure: not null } or { IsStalled: true } => BotPhase.Degraded,
        _ => BotPhase.Running,
    };
}
