using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>Ready: running, healthy, of the desired spec, and nothing to be done. Observed, never assumed.</summary>
internal static class ReadyRules
{
    private const int LongestOutput = 300;

    public static ConditionDraft Judge(BotView view) => view switch
    {
        { EngineAnswered: false } => new(ConditionType.Ready, ConditionStatus.Unknown, "EngineUnreachable", view.Failure?.Message ?? "The engine does not answer: nothing is known about the bot now. It runs on if it ran."),
        { IsDeletion: true, Block: { Kind: PlanBlockKind.DeletionPending or PlanBlockKind.DeletionBlocked } block } => No(block.Kind.ToString(), block.Message),
        { IsDeletion: true } => No("Deleting", (view.Failure?.Message ?? view.Block?.Message) ?? "The manifest is gone; the bot is being removed."),
        { Failure: { } failure } => No(failure.Reason, failure.Message),
        { IsLeftAlone: false, Block: { Kind: not PlanBlockKind.Disruption and not PlanBlockKind.RolledBack } block } => No(block.Kind.ToString(), block.Message + LastWords(view, block)),
        { Spec: null } => No("NoSpec", view.Report.Intent.HoldMessage ?? "No valid manifest is known, so nothing is run and nothing is touched. Put the manifest right."),
        { Report.StartWait: { } wait } => No("WaitsForItsTurn", $"It waits for its turn to start, in the order of spec.priority and name: {wait.Ahead} are ahead of it{Turn(wait)}."),
        { Report.IsPulling: true, IsRunning: false } => No("Pulling", "The image is being pulled."),
        { IsLeftAlone: false, Spec.RunState: RunState.Stopped } => No("Stopped", "spec.runState is Stopped. Set it to Running to start the bot."),
        { Container: null } => No("ContainerMissing", "There is no container yet."),
        { Loop: { } loop, IsRunning: false } => No("CrashLoopBackOff", CrashLoopText.Of(view, loop)),
        { Container: { Phase: ContainerPhase.Restarting } c } => No("Restarting", $"The gateway ended{ExitText.Of(c, view.Spec)}, and the engine is about to restart it, for the {Ordinal(c.RestartCount)} time."),
        { IsCompleted: true, Container: { } c } => No("Completed", $"The gateway ended{ExitText.Of(c, view.Spec)}, and spec.restart.policy leaves it so."),
        { IsRunning: false, Container: { } c } => No("NotRunning", $"The container is {c.Phase.ToString().ToLowerInvariant()}{(c.Phase == ContainerPhase.Exited ? ExitText.Of(c, view.Spec) : "")}{Tail(c.StartError)}."),
        { Container: { Health: ContainerHealthState.Starting } } => No("Starting", "The gateway runs and has not answered its health check yet."),
        { Container: { Health: ContainerHealthState.Unhealthy } c } => No("Unhealthy", $"The gateway runs and fails its health check{Tail(c.HealthOutput)}."),
        { Block: { Kind: PlanBlockKind.Disruption } block } => No("ChangeHeld", block.Message),
        { Block: { Kind: PlanBlockKind.RolledBack } block } => new(ConditionType.Ready, ConditionStatus.True, "RolledBack", block.Message),
        { Block: { } block, IsBehindManifest: true } => No("ChangeHeld", $"The bot runs; its manifest has changed since, and the change waits. {block.Message}"),
        { Block: { } block } => new(ConditionType.Ready, ConditionStatus.True, block.Kind.ToString(), $"The bot runs and is left as it is. {block.Message}"),
        { AwaitsChannels: true } => No("ChannelsNotReady", view.Report.Findings.Channels?.Message ?? "The gateway has not been asked about its channels yet (spec.health.channels is gate)."),
        { IsOnTrial: true, IsBehindManifest: false } => new(ConditionType.Ready, ConditionStatus.True, "OnTrial", "The bot runs, is healthy, and is what its manifest wants. Its previous container is kept, stopped, until this one has proven itself (spec.rollout.minReady)."),
        { IsConverged: false } => No("Converging", "Changes are under way."),
        _ => new(ConditionType.Ready, ConditionStatus.True, "Converged", "The bot runs, is healthy, and is what its manifest wants."),
    };

    private static string LastWords(BotView view, PlanBlock block) =>
        block.Kind == PlanBlockKind.Stalled && view.Report.Findings.LastWords is { } words ? $" Its last words{Tail(words)}" : "";

    /// <summary>Output of others in a message: one line, cut.</summary>
    internal static string Tail(string? output)
    {
        if (string.IsNullOrWhiteSpace(output)) return "";
        var line = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestOutput ? $": {line}" : $": {line.AsSpan(0, LongestOutput)}…";
    }

    private static string Turn(StartWait wait) =>
        wait.TurnAt is { } at ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", and its turn comes at about {at.UtcDateTime:HH:mm:ss} UTC") : "";

    private static ConditionDraft No(string reason, string message) => new(ConditionType.Ready, ConditionStatus.False, reason, message);

    private static string Ordinal(int n) => (n % 100) switch
    {
        11 or 12 or 13 => $"{n}th",
        _ => (n % 10) switch { 1 => $"{n}st", 2 => $"{n}nd", 3 => $"{n}rd", _ => $"{n}th" },
    };
}
