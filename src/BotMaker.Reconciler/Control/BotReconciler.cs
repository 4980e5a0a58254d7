using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Control;

/// <summary>One pass over one bot: observe, plan, act, observe again, tell. Holds no state of its own: each pass reads the world anew.</summary>
public sealed partial class BotReconciler(
    IBotObserver observer,
    IActionExecutor executor,
    PlanInputs inputs,
    Removals removals,
    AttemptPruner attempts,
    RestartWatch restarts,
    GatewayWatch gateways,
    FileInspector files,
    BotHistoryStore history,
    LoopBreaker breaker,
    StartLine line,
    DecisionLog decisions,
    PassReporter reporter,
    TimeProvider time,
    ILogger<BotReconciler> logger)
{
    /// <summary>Whoever waits for its turn is woken; this is for the message, and in case.</summary>
    private static readonly TimeSpan TurnAtLatest = TimeSpan.FromMinutes(1);

    private readonly ILogger<BotReconciler> _logger = logger;

    /// <param name="id">Which.</param>
    /// <param name="mayAct">False: only look and tell, since a failed action has to wait.</param>
    /// <param name="waitsFor">The failure that it waits for, to be told as long as it is not put right.</param>
    /// <param name="cancellationToken">Ends the pass between two calls.</param>
    public async Task<ReconcileResult> ReconcileAsync(BotId id, bool mayAct, ReconcileFailure? waitsFor, CancellationToken cancellationToken)
    {
        using var pass = ReconcileTraces.Reconcile(id);
        var intent = inputs.Desired.Intent(id);
        removals.TakeUp(intent);
        var observed = await ObserveAsync(intent, cancellationToken);
        var plan = await PlanAsync(intent, observed, cancellationToken);
        var acts = new PassOutcome();
        if (!plan.IsNoop && mayAct)
        {
            acts = await ActAsync(plan, intent, observed, cancellationToken);
            if (acts.Acted)
            {
                // What was deleted or brought back is another bot to the manifests now.
                intent = inputs.Desired.Intent(id);
                observed = await ObserveAsync(intent, cancellationToken);
                plan = await PlanAsync(intent, observed, cancellationToken);
            }
        }

        decisions.Looked(id);
        if (acts.StartWait is null) line.StopWaiting(id);
        reporter.Tell(intent, observed, plan, acts.StartWait, plan.IsNoop ? acts.Failure : acts.Failure ?? waitsFor);
        return Judge(plan, acts, mayAct);
    }

    private async Task<ObservedBot> ObserveAsync(BotIntent intent, CancellationToken cancellationToken)
    {
        var observed = await observer.ObserveAsync(intent.Id, cancellationToken);
        attempts.Apply(observed);
        restarts.Apply(intent, observed);
        line.Seen(observed);
        await gateways.SeeAsync(intent, observed, cancellationToken);
        return observed;
    }

    private async Task<BotPlan> PlanAsync(BotIntent intent, ObservedBot observed, CancellationToken cancellationToken) =>
        inputs.Plan(intent, observed, files: await files.LookAsync(intent, observed, cancellationToken));

    private async Task<PassOutcome> ActAsync(BotPlan plan, BotIntent intent, ObservedBot observed, CancellationToken cancellationToken)
    {
        var healed = HealedDifference.Of(plan, intent, observed);
        if (healed is not null && breaker.Trip(intent, healed) is { } trip) return PassOutcome.Tripped(healed, trip, intent.Id);
        reporter.Begins(plan, intent);
        decisions.Begins(plan.Id);
        var context = new ActionContext(intent)
        {
            SpecHash = intent.Bot is { } bot ? SpecHasher.Hash(bot).Value : null,
            PullBegins = () => reporter.Pulling(intent, observed, plan),
        };
        var tookDown = false;
        foreach (var action in plan.Actions)
        {
            // A hold that came meanwhile ends the walk, but what was taken down is brought up first.
            if (!tookDown && inputs.IsHeld(plan.Id)) return new PassOutcome { Acted = true };
            if (!tookDown && !MayStart(action, plan, intent)) return new PassOutcome { Acted = action != plan.Actions[0], StartWait = line.Find(plan.Id) };
            tookDown |= action is BotAction.StopContainer;
            var began = time.GetTimestamp();
            using var step = ReconcileTraces.Action(action.GetType().Name, action.Reason.ToString());
            Acting(action.GetType().Name, action.Reason);
            var outcome = await executor.ExecuteAsync(action, context, cancellationToken);
            reporter.Acted(plan.Id, action, outcome, time.GetElapsedTime(began));
            decisions.Did(plan.Id, action, outcome);
            switch (outcome)
            {
                case ActionOutcome.Failed failed:
                    step.Failed(failed.Failure.Message);
                    ActionFailed(action.GetType().Name, failed.Failure.Message);
                    return new PassOutcome { Acted = true, Failure = failed.Failure, AtLeast = failed.AtLeast };
                case ActionOutcome.LookAgain again:
                    MustLookAgain(action.GetType().Name, again.Why);
                    return new PassOutcome { Acted = true, LookAgain = again };
                default:
                    if (action is BotAction.ForgetBot or BotAction.RestoreBot) await removals.ForgottenAsync(plan.Id, cancellationToken);
                    break;
            }
        }

        if (healed is not null) breaker.Healed(intent, healed);
        return new PassOutcome { Acted = true };
    }

    /// <summary>A bot that is to be started enters the line before anything of it is stopped.</summary>
    private bool MayStart(BotAction next, BotPlan plan, BotIntent intent) =>
        next is not (BotAction.StartContainer or BotAction.StopContainer)
        || !plan.Actions.Any(action => action is BotAction.StartContainer)
        || line.TryEnter(plan.Id, intent.Bot?.Spec.Priority ?? 0, PatienceOf(intent.Bot?.Spec.Health ?? new HealthSpec()));

    private static TimeSpan PatienceOf(HealthSpec health) => health.StartPeriod + (health.Interval * (health.FailureThreshold + 1));

    private ReconcileResult Judge(BotPlan plan, PassOutcome acts, bool mayAct)
    {
        // A change whose bot is down goes on by itself: its deadline decides, and not a person.
        if (acts.Failure is { IsTerminal: true } terminal && plan.Rollout is not { Phase: RolloutPhase.OnTrial })
        {
            history.End(plan.Id, RevisionOutcome.Failed, terminal.Message);
            return new ReconcileResult.Stalled(terminal.Message, acts.RevisitAt);
        }

        if (acts.Failure is { } failure) return new ReconcileResult.Failed(failure, acts.AtLeast);
        if (acts.StartWait is not null) return new ReconcileResult.Progressing(TurnAtLatest, "it waits for its turn to start");
        if (acts.LookAgain is { } again) return new ReconcileResult.Progressing(again.After, again.Why);
        if (plan is { Block: { Kind: PlanBlockKind.Stalled } stalled }) return new ReconcileResult.Stalled(stalled.Message);
        if (plan is { IsNoop: true, Block: { Kind: PlanBlockKind.SecretsNotReady } secrets }) return new ReconcileResult.Stalled(secrets.Message);
        if (!plan.IsNoop) return new ReconcileResult.Progressing(TimeSpan.Zero, mayAct ? "there is more to do" : "it waits for its next try");
        if (plan.LookAgainAfter is { } pause) return new ReconcileResult.Progressing(pause, "something is under way");
        if (plan.Held is null) history.End(plan.Id, RevisionOutcome.Succeeded, reason: null);
        return new ReconcileResult.Converged(acts.Acted, plan.RevisitAt);
    }
}
