using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>The conditions beside Ready. One that does not apply is left out; Ready, Reconciling and Stalled never contradict each other.</summary>
internal static class ConditionRules
{
    public static IEnumerable<ConditionDraft> All(BotView view, BotStatus? previous)
    {
        var drafts = new SortedDictionary<ConditionType, ConditionDraft>();
        foreach (var draft in Draft(view, previous)) drafts[draft.Type] = draft;
        // What failed knows best what is wrong with the condition that it is about.
        if (view.Failure is { Condition: { } about } failure && !IsDerived(about))
            drafts[about] = new(about, IsBadWhenTrue(about) ? ConditionStatus.True : ConditionStatus.False, failure.Reason, failure.Message);
        return drafts.Values;
    }

    private static IEnumerable<ConditionDraft> Draft(BotView view, BotStatus? previous)
    {
        var ready = ReadyRules.Judge(view);
        var stalled = ready.Status == ConditionStatus.False && view.IsStalled;
        yield return ready;
        yield return stalled
            ? new(ConditionType.Stalled, ConditionStatus.True, ready.Reason, ready.Message)
            : new(ConditionType.Stalled, ConditionStatus.False, "None", "Nothing waits for a person.");
        yield return Reconciling(view, ready, stalled);
        if (!view.IsDeletion) yield return Valid(view);
        if (view.IsDeletion) yield return PendingDeletion(view);
        if (Held(view) is { } held) yield return held;
        if (Secrets(view) is { } secrets) yield return secrets;
        foreach (var observed in view.EngineAnswered ? Observed(view) : NotObserved(previous)) yield return observed;
    }

    private static IEnumerable<ConditionDraft> Observed(BotView view)
    {
        if (Image(view) is { } image) yield return image;
        if (Healthy(view) is { } healthy) yield return healthy;
        if (Of(ConditionType.ChecksPassed, view.Report.Findings.Checks) is { } passed) yield return passed;
        if (Channels(view) is { } channels) yield return channels;
        if (view.IsRunning && Of(ConditionType.Egress, view.Report.Findings.Egress) is { } egress) yield return egress;
        yield return Drifted(view);
        if (view.Loop is { } loop) yield return new(ConditionType.CrashLoopBackOff, ConditionStatus.True, loop.LastCrash is { OomKilled: true } ? "OutOfMemory" : "Crashes", CrashLoopText.Of(view, loop));
        if (RolledBack(view) is { } rolledBack) yield return rolledBack;
        yield return view.Block is { Kind: PlanBlockKind.Conflict } conflict
            ? new(ConditionType.Conflict, ConditionStatus.True, "NotOurs", conflict.Message)
            : new(ConditionType.Conflict, ConditionStatus.False, "None", "Nothing stands in the way.");
    }

    /// <summary>What was known of the engine's side is not known any more.</summary>
    private static IEnumerable<ConditionDraft> NotObserved(BotStatus? previous) =>
        new[]
        {
            ConditionType.SecretsReady, ConditionType.ImageReady, ConditionType.Healthy, ConditionType.Drifted, ConditionType.RolledBack, ConditionType.CrashLoopBackOff, ConditionType.Conflict,
            ConditionType.ChannelsReady, ConditionType.Egress,
        }
            .Where(type => previous?.Find(type) is not null)
            .Select(type => new ConditionDraft(type, ConditionStatus.Unknown, "EngineUnreachable", "The engine does not answer."));

    private static ConditionDraft Reconciling(BotView view, ConditionDraft ready, bool stalled) => view switch
    {
        { EngineAnswered: false } => new(ConditionType.Reconciling, ConditionStatus.Unknown, ready.Reason, ready.Message),
        _ when ready.Status == ConditionStatus.True || stalled || IsAtRest(view) => new(ConditionType.Reconciling, ConditionStatus.False, "Settled", "Nothing is under way."),
        _ => new(ConditionType.Reconciling, ConditionStatus.True, ready.Reason, ready.Message),
    };

    /// <summary>Not ready, and meant to be so: nothing is done until somebody wants something else.</summary>
    private static bool IsAtRest(BotView view) => view switch
    {
        { IsDeletion: true } or { Failure: not null } => false,
        { IsCompleted: true } or { IsLeftAlone: true } => true,
        { Block.Kind: PlanBlockKind.Disruption, Report.Plan: { IsNoop: true, LookAgainAfter: null } } => view.IsHealthy,
        _ => view.IsConverged && !view.WantsToRun,
    };

    private static ConditionDraft Valid(BotView view)
    {
        var intent = view.Report.Intent;
        var errors = intent.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0) return new(ConditionType.Valid, ConditionStatus.False, errors[0].Code, string.Join('\n', errors));
        if (intent.Presence == DesiredPresence.Invalid) return new(ConditionType.Valid, ConditionStatus.False, "Invalid", intent.HoldMessage ?? "The manifest is not valid.");
        return intent.Diagnostics.Count > 0
            ? new(ConditionType.Valid, ConditionStatus.True, "Warnings", string.Join('\n', intent.Diagnostics))
            : new(ConditionType.Valid, ConditionStatus.True, "NoErrors", "The manifest has no errors.");
    }

    private static ConditionDraft? Secrets(BotView view) => view.Report.Plan?.Files switch
    {
        null => null,
        { Problem: { } problem } => new(ConditionType.SecretsReady, ConditionStatus.False, problem.Reason, problem.Message),
        _ => new(ConditionType.SecretsReady, ConditionStatus.True, "Resolved", "Every secret that the bot needs is there and can be what its field wants."),
    };

    private static ConditionDraft? Image(BotView view) => view switch
    {
        { Report.IsPulling: true } => new(ConditionType.ImageReady, ConditionStatus.False, "Pulling", "The image is being pulled."),
        { Container.ImageId: { } id } => new(ConditionType.ImageReady, ConditionStatus.True, "Present", $"The container was made from {id}."),
        _ => null,
    };

    private static ConditionDraft? Healthy(BotView view) => view.Container switch
    {
        null => null,
        { Phase: not ContainerPhase.Running } => new(ConditionType.Healthy, ConditionStatus.False, "NotRunning", "The container does not run."),
        { Health: ContainerHealthState.Healthy } => new(ConditionType.Healthy, ConditionStatus.True, "ProbeSucceeded", "The gateway answers its health check."),
        { Health: ContainerHealthState.Starting } => new(ConditionType.Healthy, ConditionStatus.False, "Starting", "The gateway has not answered its health check yet."),
        { Health: ContainerHealthState.Unhealthy } c => new(ConditionType.Healthy, ConditionStatus.False, "ProbeFailed", $"The gateway fails its health check{ReadyRules.Tail(c.HealthOutput)}."),
        _ => new(ConditionType.Healthy, ConditionStatus.Unknown, "NoProbe", "The container has no health check."),
    };

    private static ConditionDraft PendingDeletion(BotView view) => new(
        ConditionType.PendingDeletion,
        ConditionStatus.True,
        view.Block is { Kind: PlanBlockKind.DeletionPending or PlanBlockKind.DeletionBlocked } block ? block.Kind.ToString() : "ManifestRemoved",
        view.Block?.Message ?? "The manifest is gone; the containers are being removed, and what is kept of the bot goes to the trash.");

    /// <summary>What is not running has no channels to speak of.</summary>
    private static ConditionDraft? Channels(BotView view) =>
        view.IsRunning && view.Spec is not { Health.Channels: ChannelHealthMode.Ignore } ? Of(ConditionType.ChannelsReady, view.Report.Findings.Channels) : null;

    private static ConditionDraft? Of(ConditionType type, Finding? finding) => finding is null ? null : new(type, finding.Status, finding.Reason, finding.Message);

    private static ConditionDraft Drifted(BotView view)
    {
        var plan = view.Report.Plan;
        if (plan is { Withheld.Count: > 0 })
            return new(ConditionType.Drifted, ConditionStatus.True, "Withheld", $"It is left as it is; otherwise this would be done: {string.Join(", ", plan.Withheld.Select(ActionText.Of))}.");
        var waiting = plan is null ? [] : plan.Pending.Concat(view.Block is { Kind: PlanBlockKind.Disruption } ? plan.Changes : []).Select(c => c.Path).ToList();
        return waiting.Count > 0
            ? new(ConditionType.Drifted, ConditionStatus.True, "ChangesPending", $"These wait for the next container: {string.Join(", ", waiting)}.")
            : new(ConditionType.Drifted, ConditionStatus.False, "None", "Nothing that differs waits.");
    }

    private static ConditionDraft? RolledBack(BotView view) => view.Report.Plan?.Rollout is { Phase: RolloutPhase.RollingBack or RolloutPhase.RolledBack, Failure: { } failure } rollout
        ? new(
            ConditionType.RolledBack,
            ConditionStatus.True,
            failure.Reason,
            $"Attempt {rollout.Attempt} was taken back: {failure.Message}{(failure.LogTail is { Length: > 0 } tail ? $"\nIts last lines:\n{tail}" : "")}")
        : null;

    private static ConditionDraft? Held(BotView view) => view switch
    {
        { Report.Plan.Held: { } held } => new(ConditionType.Held, ConditionStatus.True, held.Kind == PlanBlockKind.Frozen ? "Freeze" : "Hold", held.Message),
        { Report.Intent.Presence: DesiredPresence.Held } => new(ConditionType.Held, ConditionStatus.True, "LastGoodSpec", view.Report.Intent.HoldMessage ?? "The last good spec stays in force."),
        { Block: { Kind: PlanBlockKind.Suspended } block } => new(ConditionType.Held, ConditionStatus.True, "Suspended", block.Message),
        { Block: { Kind: PlanBlockKind.Disruption } block } => new(ConditionType.Held, ConditionStatus.True, "MaxDisruption", block.Message),
        _ => null,
    };

    private static bool IsDerived(ConditionType type) => type is ConditionType.Ready or ConditionType.Reconciling or ConditionType.Stalled;

    private static bool IsBadWhenTrue(ConditionType type) => type is ConditionType.Drifted or ConditionType.RolledBack or ConditionType.CrashLoopBackOff
        or ConditionType.Conflict or ConditionType.PendingDeletion or ConditionType.Held;
}
