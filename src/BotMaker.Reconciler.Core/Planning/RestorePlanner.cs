using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Somebody wants a deleted bot's state back, and its manifest is there: what runs in its place goes first, then the state is swapped.</summary>
internal static class RestorePlanner
{
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, ours, bot.Spec.Termination.GracePeriod, ActionReason.UndeleteRequested);
        PlanSteps.AddRemovals(actions, ours, ActionReason.UndeleteRequested);
        var leaving = PlanSteps.AnyLeaving(ours);
        if (!leaving) actions.Add(new BotAction.RestoreBot(ActionReason.UndeleteRequested));
        return new BotPlan
        {
            Id = input.Intent.Id,
            Actions = actions.ToValueList(),
            Class = ours.Count == 0 ? ChangeClass.None : ChangeClass.Recreate,
            LookAgainAfter = leaving ? PlanTimes.Removal : null,
        };
    }
}
