using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>The conditions beside Ready. One that does not apply is left out; Ready, Reconciling and Stalled never contradict each other.</summary>
internal static class ConditionRules
{
    public static IEnumerable<ConditionDraft> All(BotView view, ConditionDraft ready)
    {
        var stalled = ready.Status != ConditionStatus.True && view.EngineAnswered && view.IsStalled;
        yield return ready;
        yield return stalled
            ? new(ConditionType.Stalled, ConditionStatus.True, ready.Reason, ready.Message)
            : new(ConditionType.Stalled, ConditionStatus.False, "Progressing", "Nothing waits for a person.");
        yield return Reconciling(view, ready, stalled);
        yield return Valid(view);
        if (Image(view) is { } image) yield return image;
        if (Healthy(view) is { } healthy) yield return healthy;
        yield return Drifted(view);
        yield return view.Block is { Kind: PlanBlockKind.Conflict } conflict
            ? new(ConditionType.Conflict, ConditionStatus.True, "ForeignContainer", conflict.Message)
            : view.Failure is { Condition: ConditionType.Conflict } taken
                ? new(ConditionType.Conflict, ConditionStatus.True, taken.Reason, taken.Message)
                : new(ConditionType.Conflict, ConditionStatus.False, "None", "Nothing stands in the way.");
        if (view.IsDeletion) yield return new(ConditionType.PendingDeletion, ConditionStatus.True, "ManifestRemoved", view.Block?.Message ?? "The manifest is gone; the containers are being removed. The home stays.");
        if (Held(view) is { } held) yield return held;
        if (view.Failure is { Condition: { } about } failure && about is not (ConditionType.Conflict or ConditionType.ImageReady or ConditionType.Healthy))
            yield return new(about, ConditionStatus.False, failure.Reason, failure.Message);
    }

    private static ConditionDraft Reconciling(BotView view, ConditionDraft ready, bool stalled)
    {
        var active = ready.Status != ConditionStatus.True && !stalled && view is { EngineAnswered: true, IsCompleted: false }
            && !(view.IsConverged && !view.WantsToRun) && view.Block?.Kind is not PlanBlockKind.Suspended;
        return active
            ? new(ConditionType.Reconciling, ConditionStatus.True, ready.Reason, ready.Message)
            : new(ConditionType.Reconciling, ConditionStatus.False, "Settled", "Nothing is under way.");
    }

    private static ConditionDraft Valid(BotView view)
    {
        var errors = view.Report.Intent.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0) return new(ConditionType.Valid, ConditionStatus.False, errors[0].Code, string.Join('\n', errors));
        var warnings = view.Report.Intent.Diagnostics.Count;
        return view.Report.Intent.Presence == DesiredPresence.Invalid
            ? new(ConditionType.Valid, ConditionStatus.False, "Invalid", view.Report.Intent.HoldMessage ?? "The manifest is not valid.")
            : new(ConditionType.Valid, ConditionStatus.True, warnings > 0 ? "Warnings" : "NoErrors", warnings > 0 ? string.Join('\n', view.Report.Intent.Diagnostics) : "The manifest has no errors.");
    }

    private static ConditionDraft? Image(BotView view) => view switch
    {
        { Failure: { Condition: ConditionType.ImageReady } failure } => new(ConditionType.ImageReady, ConditionStatus.False, failure.Reason, failure.Message),
        { Report.IsPulling: true } => new(ConditionType.ImageReady, ConditionStatus.False, "Pulling", "The image is being pulled."),
        { Container: { ImageId: { } id } } => new(ConditionType.ImageReady, ConditionStatus.True, "Present", $"The container was made from {id}."),
        _ => null,
    };

    private static ConditionDraft? Healthy(BotView view) => view.Container switch
    {
        { Phase: ContainerPhase.Running, Health: ContainerHealthState.Healthy } => new(ConditionType.Healthy, ConditionStatus.True, "ProbeSucceeded", "The gateway answers its health check."),
        { Phase: ContainerPhase.Running, Health: ContainerHealthState.None } => new(ConditionType.Healthy, ConditionStatus.Unknown, "NoProbe", "The container has no health check."),
        { Phase: ContainerPhase.Running, Health: ContainerHealthState.Starting } => new(ConditionType.Healthy, ConditionStatus.False, "Starting", "The gateway has not answered its health check yet."),
        { Phase: ContainerPhase.Running, Health: ContainerHealthState.Unhealthy } c => new(ConditionType.Healthy, ConditionStatus.False, "ProbeFailed", $"The gateway fails its health check{ReadyRules.Tail(c.HealthOutput)}."),
        not null => new(ConditionType.Healthy, ConditionStatus.False, "NotRunning", "The container does not run."),
        null => null,
    };

    private static ConditionDraft Drifted(BotView view)
    {
        var pending = view.Report.Plan?.Pending.Concat(view.Block is { Kind: PlanBlockKind.Disruption } ? view.Report.Plan.Changes : []).ToList() ?? [];
        return pending.Count > 0
            ? new(ConditionType.Drifted, ConditionStatus.True, "ChangesPending", $"These wait for the next container: {string.Join(", ", pending.Select(c => c.Path))}.")
            : new(ConditionType.Drifted, ConditionStatus.False, "None", "What is observed is what is wanted.");
    }

    private static ConditionDraft? Held(BotView view) => view switch
    {
        { Report.Intent.Presence: DesiredPresence.Held } => new(ConditionType.Held, ConditionStatus.True, "LastGoodSpec", view.Report.Intent.HoldMessage ?? "The last good spec stays in force."),
        { Block: { Kind: PlanBlockKind.Suspended } block } => new(ConditionType.Held, ConditionStatus.True, "Suspended", block.Message),
        { Block: { Kind: PlanBlockKind.Disruption } block } => new(ConditionType.Held, ConditionStatus.True, "MaxDisruption", block.Message),
        _ => null,
    };
}
