using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>Ready: running, healthy, of the desired spec, and nothing to be done. Observed, never assumed.</summary>
internal static class ReadyRules
{
    public static ConditionDraft Judge(BotView view) => view switch
    {
        { EngineAnswered: false } => new(ConditionType.Ready, ConditionStatus.Unknown, "EngineUnreachable", view.Failure?.Message ?? "The engine does not answer: nothing is known about the bot now. It runs on if it ran."),
        { IsDeletion: true } => No("Deleting", "The manifest is gone; the bot is being removed."),
        { Failure: { } failure } => No(failure.Reason, failure.Message),
        { Block: { Kind: not PlanBlockKind.Disruption and not PlanBlockKind.Suspended } block } => No(block.Kind.ToString(), block.Message),
        { Spec: null } => No("NoSpec", view.Report.Intent.HoldMessage ?? "No valid manifest is known."),
        { Report.IsPulling: true, IsRunning: false } => No("Pulling", "The image is being pulled."),
        { Spec.RunState: RunState.Stopped } => No("Stopped", "spec.runState is Stopped."),
        { Container: null } => No("ContainerMissing", "There is no container yet."),
        { Container: { Phase: ContainerPhase.Restarting } c } => No("Restarting", $"The gateway ended (exit code {c.ExitCode}), and the engine is about to restart it, for the {Ordinal(c.RestartCount + 1)} time."),
        { IsCompleted: true, Container: { } c } => No("Completed", $"The gateway ended (exit code {c.ExitCode}), and spec.restart.policy leaves it so."),
        { IsRunning: false, Container: { } c } => No("NotRunning", $"The container is {c.Phase.ToString().ToLowerInvariant()}{(c.StartError is { Length: > 0 } error ? $": {error}" : "")}."),
        { Container: { Health: ContainerHealthState.Starting } } => No("Starting", "The gateway runs and has not answered its health check yet."),
        { Container: { Health: ContainerHealthState.Unhealthy } c } => No("Unhealthy", $"The gateway runs and fails its health check{Tail(c.HealthOutput)}."),
        { Block: { } block } => block.Kind == PlanBlockKind.Suspended
            ? new(ConditionType.Ready, ConditionStatus.True, "Suspended", "The bot runs; reconciling is suspended.")
            : No("ChangeHeld", block.Message),
        { IsConverged: false } => No("Converging", "Changes are under way."),
        _ => new(ConditionType.Ready, ConditionStatus.True, "Converged", "The bot runs, is healthy, and is what its manifest wants."),
    };

    internal static string Tail(string? output) => string.IsNullOrWhiteSpace(output) ? "" : $": {output.Trim()}";

    private static ConditionDraft No(string reason, string message) => new(ConditionType.Ready, ConditionStatus.False, reason, message);

    private static string Ordinal(int n) => (n % 100) switch
    {
        11 or 12 or 13 => $"{n}th",
        _ => (n % 10) switch { 1 => $"{n}st", 2 => $"{n}nd", 3 => $"{n}rd", _ => $"{n}th" },
    };
}
