using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>A bot that should run: one container of the desired spec runs, and no other exists unless a change is under way.</summary>
internal static class RunPlanner
{
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var plan = input.Rollout is { } journal ? RolloutPlanner.Plan(input, bot, ours, journal) : PlanWithoutJournal(input, bot, ours);
        return plan.LookAgainAfter is null && PlanSteps.AnyLeaving(ours) ? plan with { LookAgainAfter = PlanTimes.Removal } : plan;
    }

    public static BotPlan PlanWithoutJournal(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        if (ContainerChoice.Current(ours, bot, input.Record) is not { } current || FilesPlanner.NeedNewContainer(input, current))
            return Change(input, bot, ContainerChoice.Old(ours), ours);
        var others = ContainerChoice.Except(ours, current);
        return current.Phase == ContainerPhase.Created && ContainerChoice.Old(others) is { Phase: not ContainerPhase.Created } old
            ? ReplacePlanner.Adopt(input, bot, current, old, ours)
            : KeepPlanner.Plan(input, bot, current, others, RecordedChanges.Since(input.Record, current, bot));
    }

    /// <summary>No container is of the desired spec, or the one that is cannot take its files.</summary>
    public static BotPlan Change(PlanInput input, DesiredBot bot, ObservedContainer? old, ValueList<ObservedContainer> ours) =>
        old is not null && IsCapped(input, bot, old)
            ? Hold(input, bot, old, ContainerChoice.Except(ours, old))
            : ReplacePlanner.Plan(input, bot, old, ours);

    /// <summary>
    /// Would a new container disturb the bot more than its manifest allows? One that ran is in use even between two runs: the change waits for the word of
    /// a person and not for the next crash. One that never ran, or that ended for a person to act, is not.
    /// </summary>
    public static bool IsCapped(PlanInput input, DesiredBot bot, ObservedContainer old) =>
        old.Phase != ContainerPhase.Created
        && !KeepPlanner.EndedForAPerson(old, input.Record)
        && ReplacePlanner.ClassOf(input, bot, old) > bot.Spec.Rollout.MaxDisruption;

    /// <summary>The change is above what the manifest allows: the old container is kept as if its spec were the right one, with what may be applied to it.</summary>
    private static BotPlan Hold(PlanInput input, DesiredBot bot, ObservedContainer old, ValueList<ObservedContainer> others)
    {
        var @class = ReplacePlanner.ClassOf(input, bot, old);
        // Its files wait with the rest: they may fit only what is held back.
        var kept = KeepPlanner.Plan(input with { Files = null }, bot, old, others, RecordedChanges.Since(input.Record, old, bot));
        return kept with
        {
            Changes = ReplacePlanner.ChangesSince(input, bot, old),
            Pending = [],
            Class = @class,
            Block = DisruptionBlock.Of(@class, bot.Spec.Rollout.MaxDisruption),
        };
    }
}
