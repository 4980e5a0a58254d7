using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// A change whose journal is not closed: the new container is proven, or the old one is gone back to. The journal says how far it came, the containers
/// confirm it; where they disagree, the container that served last is kept.
/// </summary>
internal static class RolloutPlanner
{
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        var old = ours.FirstOrDefault(c => string.Equals(c.Id, journal.OldContainerId, StringComparison.Ordinal));
        var @new = ours.FirstOrDefault(c => c.Attempt == journal.Attempt && !string.Equals(c.Id, journal.OldContainerId, StringComparison.Ordinal));
        // Nothing is left to go back to: what is there is made to run, as without a change.
        if (old is null or { Phase: ContainerPhase.Dead or ContainerPhase.Removing }) return Ended(input, bot, ours);
        return journal.Phase switch
        {
            RolloutPhase.RollingBack => RollbackPlanner.GoBack(input, bot, old, ours, journal),
            RolloutPhase.RolledBack => RollbackPlanner.Stay(input, bot, old, ours, journal),
            RolloutPhase.LeftFailed when !IsTriedAgain(input, bot, journal) => WithSecretsNoted(LeaveFailed(input, bot, old, journal), input, journal),
            _ when !IsWanted(input, bot, @new) && (IsWanted(input, bot, old) || (@new is null && RunPlanner.IsCapped(input, bot, old))) => Abandon(input, bot, old, ours, journal),
            RolloutPhase.LeftFailed => RunPlanner.IsCapped(input, bot, old) ? LeaveFailed(input, bot, old, journal) : ReplacePlanner.Plan(input, bot, old, ours, journal),
            _ when !IsWanted(input, bot, @new) && !RunPlanner.IsCapped(input, bot, old) => ReplacePlanner.Plan(input, bot, old, ours, journal),
            RolloutPhase.Replacing => ReplacePlanner.Resume(input, bot, @new!, old, ours, journal),
            _ => Try(input, bot, @new!, old, ours, journal),
        };
    }

    /// <summary>Is what failed something else by now?</summary>
    public static bool IsTriedAgain(PlanInput input, DesiredBot bot, RolloutRecord journal) =>
        !string.Equals(RevisionKey.Of(bot), journal.Revision, StringComparison.Ordinal)
        || (input.Files?.SecretDigest is { } now && journal.SecretDigest is { } then && !string.Equals(now, then, StringComparison.Ordinal));

    /// <summary>With which secrets it failed: known once the container that serves now has been compared, and kept from then on.</summary>
    public static BotPlan WithSecretsNoted(BotPlan plan, PlanInput input, RolloutRecord journal) =>
        plan.IsNoop && journal.SecretDigest is null && input.Files?.SecretDigest is { } digest
            ? plan with { Actions = [new BotAction.WriteRollout(journal with { SecretDigest = digest }, ActionReason.RolloutUnderWay)] }
            : plan;

    /// <summary>The journal is closed first; the rest is an ordinary plan.</summary>
    public static BotPlan Ended(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var plan = RunPlanner.PlanWithoutJournal(input, bot, ours);
        return plan with { Actions = [new BotAction.EndRollout(IsProven: false, ActionReason.RolloutAbandoned), .. plan.Actions] };
    }

    private static bool IsWanted(PlanInput input, DesiredBot bot, ObservedContainer? container) =>
        container is not null && SpecMatch.Fits(container, bot, input.Record.Find(container.Attempt)) && !FilesPlanner.NeedNewContainer(input, container);

    /// <summary>The manifest wants again what the old container is.</summary>
    private static BotPlan Abandon(PlanInput input, DesiredBot bot, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        var back = journal with
        {
            Phase = RolloutPhase.RollingBack,
            Failure = null,
            RestoreFrom = journal.Phase == RolloutPhase.Replacing ? journal.RestoreFrom : journal.Snapshot,
        };
        var plan = RollbackPlanner.GoBack(input, bot, old, ours, back);
        return plan with { Actions = [new BotAction.WriteRollout(back, ActionReason.RolloutAbandoned), .. plan.Actions] };
    }

    /// <summary>The new container is on trial.</summary>
    private static BotPlan Try(PlanInput input, DesiredBot bot, ObservedContainer @new, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        var others = ContainerChoice.Except(ours, @new);
        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, others, bot.Spec.Termination.GracePeriod, ActionReason.ReplacedByNewer);
        var plan = new BotPlan
        {
            Id = input.Intent.Id,
            Rollout = journal,
            Class = journal.Class,
            Changes = ReplacePlanner.ChangesSince(input, bot, old),
        };
        switch (TrialJudge.Judge(@new, journal, input, bot.Spec.Rollout))
        {
            case TrialVerdict.Failed failed:
                return GiveUp(input, bot, @new, old, ours, journal with { Failure = failed.Failure });
            case TrialVerdict.Proven:
                AddEnd(actions, bot, @new, others);
                return plan with { Actions = actions.ToValueList() };
            case TrialVerdict.Start start:
                if (start.Afresh) actions.Add(new BotAction.WriteRollout(journal with { ReadySince = null }, ActionReason.RolloutUnderWay));
                actions.Add(new BotAction.StartContainer(@new.Id, @new.Attempt, PlanSteps.Ids(others), ActionReason.RolloutUnderWay));
                break;
            case TrialVerdict.Unpause:
                actions.Add(new BotAction.UnpauseContainer(@new.Id, @new.Attempt, ActionReason.ContainerPaused));
                break;
            case TrialVerdict.Ready:
                actions.Add(new BotAction.WriteRollout(journal with { ReadySince = input.Now }, ActionReason.RolloutUnderWay));
                break;
            case TrialVerdict.NoLongerReady:
                actions.Add(new BotAction.WriteRollout(journal with { ReadySince = null }, ActionReason.RolloutUnderWay));
                break;
            case TrialVerdict.Wait wait:
                plan = plan with { LookAgainAfter = wait.For };
                break;
            default:
                throw new InvalidOperationException("No such verdict.");
        }

        PlanSteps.AddRemovals(actions, ContainerChoice.Except(others, old), ActionReason.ReplacedByNewer);
        return plan with { Actions = actions.ToValueList() };
    }

    /// <summary>The new container stands for the bot from now on, and the engine's policy may care for it again.</summary>
    private static void AddEnd(List<BotAction> actions, DesiredBot bot, ObservedContainer @new, ValueList<ObservedContainer> others)
    {
        if (PlanSteps.LimitsFor(bot, @new) is { } limits) actions.Add(new BotAction.UpdateContainer(@new.Id, @new.Attempt, limits, ActionReason.RolloutProven));
        PlanSteps.AddRemovals(actions, others, ActionReason.RolloutProven);
        actions.Add(new BotAction.EndRollout(IsProven: true, ActionReason.RolloutProven));
    }

    private static BotPlan GiveUp(PlanInput input, DesiredBot bot, ObservedContainer @new, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        if (!bot.Spec.Rollout.Rollback)
        {
            var left = journal with { Phase = RolloutPhase.LeftFailed };
            var plan = LeaveFailed(input, bot, old, left);
            return plan with { Actions = [new BotAction.GiveUpRollout(@new.Id, left, ActionReason.RolloutFailed), .. plan.Actions] };
        }

        var back = journal with { Phase = RolloutPhase.RollingBack, RestoreFrom = journal.Snapshot };
        var rollback = RollbackPlanner.GoBack(input, bot, old, ours, back);
        return rollback with { Actions = [new BotAction.GiveUpRollout(@new.Id, back, ActionReason.RolloutFailed), .. rollback.Actions] };
    }

    private static BotPlan LeaveFailed(PlanInput input, DesiredBot bot, ObservedContainer old, RolloutRecord journal) => new()
    {
        Id = input.Intent.Id,
        Rollout = journal,
        Class = journal.Class,
        Changes = ReplacePlanner.ChangesSince(input, bot, old),
        Block = new PlanBlock(
            PlanBlockKind.Stalled,
            $"{journal.Failure?.Message} It is left as it is, since spec.rollout.rollback is false; the container before it ({old.Name}) is kept, stopped. Change the manifest, or put the old one back in it."),
    };
}
