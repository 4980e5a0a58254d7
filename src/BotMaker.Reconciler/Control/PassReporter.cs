using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Control;

/// <summary>Tells what a pass saw and did: status board, history, metrics.</summary>
public sealed class PassReporter(
    IBotSource source,
    StatusBoard board,
    BotRecordStore records,
    BotHistoryStore history,
    RestartHistoryStore restarts,
    EventTeller teller,
    FindingsBoard findings,
    ReconcilerMetrics metrics,
    TimeProvider time)
{
    private static readonly ActionReason[] DriftReasons =
    [
        ActionReason.ContainerMissing, ActionReason.ContainerExited, ActionReason.ContainerPaused, ActionReason.ContainerRenamed, ActionReason.ContainerBroken,
    ];

    /// <summary>A plan is about to be carried out.</summary>
    public void Begins(BotPlan plan, BotIntent intent)
    {
        teller.Decided(plan);
        foreach (var reason in plan.Actions.Select(action => action.Reason).Distinct())
        {
            if (DriftReasons.Contains(reason) || (reason == ActionReason.LimitsChanged && plan.Changes.Count == 0)) metrics.DriftDetected(reason.ToString());
        }

        foreach (var create in plan.Actions.OfType<BotAction.CreateContainer>())
        {
            history.Begin(plan.Id, new RevisionEntry
            {
                Hash = create.SpecHash,
                ImageDigest = intent.Bot?.Spec.Image.Reference,
                Attempt = create.Attempt,
                Class = plan.Class,
                StartedAt = time.GetUtcNow(),
                Outcome = RevisionOutcome.InProgress,
                Reason = create.Reason.ToString(),
            });
        }
    }

    public void Acted(BotId id, BotAction action, ActionOutcome outcome, TimeSpan duration)
    {
        if (action is BotAction.GiveUpRollout { Journal.Phase: RolloutPhase.RollingBack } && outcome is ActionOutcome.Done) metrics.RolledBack();
        metrics.ActionFinished(action.GetType().Name, outcome is ActionOutcome.Failed ? "failed" : "succeeded", duration);
        teller.Acted(id, action, outcome, duration);
    }

    /// <summary>A pull takes long; it shows while it goes on.</summary>
    public void Pulling(BotIntent intent, ObservedBot observed, BotPlan plan) => Publish(intent, observed, plan, failure: null, isPulling: true);

    /// <summary>The end of a pass.</summary>
    public void Tell(BotIntent intent, ObservedBot observed, BotPlan plan, StartWait? startWait, ReconcileFailure? failure)
    {
        if (IsGone(intent, observed, plan))
        {
            if (board.Find(intent.Id) is not null) teller.Gone(intent.Id);
            board.Remove(intent.Id);
            findings.Forget(intent.Id);
            restarts.Forget(intent.Id);
            return;
        }

        Publish(intent, observed, plan, failure, startWait: startWait);
    }

    /// <summary>The engine did not answer: what is shown stays, and says so.</summary>
    public void TellUnknown(BotIntent intent, ReconcileFailure? failure)
    {
        if (board.Find(intent.Id) is not null || intent.Presence != DesiredPresence.Absent) Publish(intent, observed: null, plan: null, failure);
    }

    private void Publish(BotIntent intent, ObservedBot? observed, BotPlan? plan, ReconcileFailure? failure, bool isPulling = false, StartWait? startWait = null)
    {
        var before = board.Find(intent.Id)?.Status;
        var status = StatusReducer.Reduce(before, new ReconcileReport
        {
            Intent = intent,
            Source = source.Current.Source,
            Observed = observed,
            Plan = plan,
            Restarts = restarts.Get(intent.Id),
            Failure = failure,
            Findings = findings.Of(intent.Id),
            IsPulling = isPulling,
            StartWait = startWait,
            Now = time.GetUtcNow(),
        });
        if (before?.Is(ConditionType.Ready) is not true && status.Is(ConditionType.Ready) && status.StartedAt is { } started)
        {
            var took = time.GetUtcNow() - started;
            if (took > TimeSpan.Zero && before is not null) metrics.BecameReady(took);
        }

        teller.Found(before, status);
        board.Publish(intent, status, plan);
    }

    private bool IsGone(BotIntent intent, ObservedBot observed, BotPlan plan) =>
        intent.Presence == DesiredPresence.Absent && plan is { IsNoop: true, Block: null, LookAgainAfter: null }
        && (records.Get(intent.Id).Retired is not null || (!observed.Containers.Any(container => container.IsOurs) && !records.Knows(intent.Id)));
}
