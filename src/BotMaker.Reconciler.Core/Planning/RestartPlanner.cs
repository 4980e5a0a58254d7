using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Somebody asked for a restart: a container that was started before that is stopped and started again; one that ended is started.</summary>
internal static class RestartPlanner
{
    public static void Add(List<BotAction> actions, PlanInput input, BotPlan plan, DesiredBot bot, ObservedContainer current, ValueList<ObservedContainer> others)
    {
        if (!(current.StartedAt < input.RestartRequestedAt) || actions.Exists(action => action is BotAction.StartContainer)) return;
        switch (current.Phase)
        {
            case ContainerPhase.Running:
                actions.Add(new BotAction.StopContainer(current.Id, current.Attempt, bot.Spec.Termination.GracePeriod, ActionReason.RestartRequested));
                break;
            case ContainerPhase.Exited when plan.LookAgainAfter is null:
                break;
            default:
                return;
        }

        actions.Add(new BotAction.StartContainer(current.Id, current.Attempt, PlanSteps.Ids(others), ActionReason.RestartRequested));
    }
}
