using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Back to the container before the change: its image and files are still there, its state is put back, and it is started.</summary>
internal static class RollbackPlanner
{
    /// <summary>The new container goes, and the old one comes.</summary>
    public static BotPlan GoBack(PlanInput input, DesiredBot bot, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        const ActionReason reason = ActionReason.RolloutFailed;
        var others = ContainerChoice.Except(ours, old);
        var actions = new List<BotAction>();
        // State is only put back while nothing of the bot runs, the old container included.
        PlanSteps.AddStops(actions, journal.RestoreFrom is null ? others : ours, bot.Spec.Termination.GracePeriod, reason);
        PlanSteps.AddRemovals(actions, others, reason);
        if (journal.RestoreFrom is { } snapshot) actions.Add(new BotAction.RestoreState(snapshot, reason));
        if (PlanSteps.LimitsFor(AsMade(bot, old), old) is { } limits) actions.Add(new BotAction.UpdateContainer(old.Id, old.Attempt, limits, reason));
        actions.Add(new BotAction.WriteRollout(
            journal with { Phase = journal.Failure is null ? RolloutPhase.RollingBack : RolloutPhase.RolledBack, RestoreFrom = null, ReadySince = null },
            reason));
        if (journal.RestoreFrom is not null || old.Phase is ContainerPhase.Exited or ContainerPhase.Created)
            actions.Add(new BotAction.StartContainer(old.Id, old.Attempt, PlanSteps.Ids(others.Where(c => c.Phase == ContainerPhase.Removing).ToValueList()), reason));
        if (journal.Failure is null) actions.Add(new BotAction.EndRollout(IsProven: false, ActionReason.RolloutAbandoned));
        return new BotPlan { Id = input.Intent.Id, Actions = actions.ToValueList(), Rollout = journal, Class = journal.Class };
    }

    /// <summary>The old container serves, and the failed revision waits until something of it changes.</summary>
    public static BotPlan Stay(PlanInput input, DesiredBot bot, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        if (RolloutPlanner.IsTriedAgain(input, bot, journal))
        {
            return SpecMatch.Fits(old, bot, input.Record.Find(old.Attempt))
                ? RolloutPlanner.Ended(input, bot, ours)
                : RunPlanner.Change(input, bot, old, ours);
        }

        var others = ContainerChoice.Except(ours, old);
        var made = AsMade(bot, old);
        var kept = journal.IsOldProven
            ? KeepPlanner.Plan(input with { Files = null }, made, old, others, RecordedChanges.Since(input.Record, container: null, bot))
            : Prove(input, made, old, others, journal);
        return RolloutPlanner.WithSecretsNoted(kept, input, journal) with
        {
            Rollout = journal,
            Class = journal.Class,
            Changes = ReplacePlanner.ChangesSince(input, bot, old),
            Block = kept.Block ?? RolledBack(journal),
        };
    }

    /// <summary>The old one failing as well is for a person, and not the beginning of a loop.</summary>
    private static BotPlan Prove(PlanInput input, DesiredBot made, ObservedContainer old, ValueList<ObservedContainer> others, RolloutRecord journal)
    {
        var plan = new BotPlan { Id = input.Intent.Id };
        BotAction? step = null;
        switch (HasRunSince(old, journal) ? TrialJudge.Judge(old, journal, input, made.Spec.Rollout) : new TrialVerdict.Start(Afresh: false))
        {
            case TrialVerdict.Failed failed:
                plan = plan with { Block = FailedAsWell(journal, failed.Failure) };
                break;
            case TrialVerdict.Proven:
                step = new BotAction.WriteRollout(journal with { IsOldProven = true }, ActionReason.RolloutProven);
                break;
            case TrialVerdict.Ready:
                step = new BotAction.WriteRollout(journal with { ReadySince = input.Now }, ActionReason.RolloutUnderWay);
                break;
            case TrialVerdict.NoLongerReady:
                step = new BotAction.WriteRollout(journal with { ReadySince = null }, ActionReason.RolloutUnderWay);
                break;
            case TrialVerdict.Start:
                step = new BotAction.StartContainer(old.Id, old.Attempt, PlanSteps.Ids(others), ActionReason.RolloutFailed);
                break;
            case TrialVerdict.Unpause:
                step = new BotAction.UnpauseContainer(old.Id, old.Attempt, ActionReason.ContainerPaused);
                break;
            case TrialVerdict.Wait wait:
                plan = plan with { LookAgainAfter = wait.For };
                break;
            default:
                throw new InvalidOperationException("No such verdict.");
        }

        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, others, made.Spec.Termination.GracePeriod, ActionReason.ReplacedByNewer);
        if (step is not null) actions.Add(step);
        PlanSteps.AddRemovals(actions, others, ActionReason.ReplacedByNewer);
        return plan with { Actions = actions.ToValueList() };
    }

    /// <summary>Its end was the stop for the change, unless it has been started since.</summary>
    private static bool HasRunSince(ObservedContainer old, RolloutRecord journal) =>
        old.Phase is not (ContainerPhase.Exited or ContainerPhase.Created) || old.StartedAt >= journal.Since;

    /// <summary>The limits of a failed revision are not for the container before it; only the engine's policy is put back.</summary>
    private static DesiredBot AsMade(DesiredBot bot, ObservedContainer old) => old.Limits is not { } limits
        ? bot
        : bot with
        {
            Spec = bot.Spec with
            {
                Resources = new ResourceSpec
                {
                    MemoryBytes = limits.MemoryBytes == 0 ? null : limits.MemoryBytes,
                    NanoCpus = limits.NanoCpus == 0 ? null : limits.NanoCpus,
                    Pids = limits.Pids,
                },
            },
        };

    private static PlanBlock RolledBack(RolloutRecord journal) => new(
        PlanBlockKind.RolledBack,
        $"{Failed(journal)} The container before it serves again. The change is not tried again until the manifest, its secrets or its image change.");

    private static PlanBlock FailedAsWell(RolloutRecord journal, RolloutFailure second) => new(
        PlanBlockKind.Stalled,
        $"{Failed(journal)} After going back, the container before it failed as well ({second.Reason}): a person must look. Its log says more, and so does the history.");

    private static string Failed(RolloutRecord journal) => $"Attempt {journal.Attempt} failed: {journal.Failure?.Message}";
}
