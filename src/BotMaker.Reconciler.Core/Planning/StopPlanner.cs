using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary><c>spec.runState: Stopped</c>: nothing runs, and one container is kept. A changed spec waits, visibly, until the bot runs again.</summary>
internal static class StopPlanner
{
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var kept = ContainerChoice.Current(ours, bot, input.Record) ?? ContainerChoice.Old(ours);
        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, ours, bot.Spec.Termination.GracePeriod, ActionReason.RunStateStopped);
        // In the middle of a change both containers are needed when it goes on.
        if (input.Rollout is null) PlanSteps.AddRemovals(actions, kept is null ? ours : ContainerChoice.Except(ours, kept), ActionReason.ReplacedByNewer);
        return new BotPlan
        {
            Id = input.Intent.Id,
            Actions = actions.ToValueList(),
            Pending = RecordedChanges.Since(input.Record, kept, bot).Waiting,
            Class = actions.Any(a => a is BotAction.StopContainer) ? ChangeClass.Restart : ChangeClass.None,
            LookAgainAfter = PlanSteps.AnyLeaving(ours) ? PlanTimes.Removal : null,
        };
    }

    /// <summary>Something that is not ours stands beside: stopping ours is safe all the same, and nothing else is.</summary>
    public static BotPlan PlanBesideStrangers(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours, PlanBlock conflict)
    {
        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, ours, bot.Spec.Termination.GracePeriod, ActionReason.RunStateStopped);
        return new BotPlan { Id = input.Intent.Id, Actions = actions.ToValueList(), Block = conflict, Class = actions.Count > 0 ? ChangeClass.Restart : ChangeClass.None };
    }
}
