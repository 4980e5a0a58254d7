using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary><c>spec.runState: Stopped</c>: nothing runs, and the newest container is kept. A changed spec waits until the bot runs again.</summary>
internal static class StopPlanner
{
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var actions = new List<BotAction>();
        var kept = ours.Where(c => c.Phase is not (ContainerPhase.Dead or ContainerPhase.Removing)).MaxBy(c => c.Attempt);
        foreach (var container in ours.Where(c => c.MayRun))
            actions.Add(new BotAction.StopContainer(container.Id, container.Attempt, bot.Spec.Termination.GracePeriod, ActionReason.RunStateStopped));
        foreach (var container in ours.Where(c => c != kept && c.Phase != ContainerPhase.Removing))
            actions.Add(new BotAction.RemoveContainer(container.Id, container.Attempt, container.Phase == ContainerPhase.Dead, ActionReason.ReplacedByNewer));

        return new BotPlan { Id = input.Intent.Id, Actions = actions.ToValueList(), Class = actions.Count > 0 ? ChangeClass.Restart : ChangeClass.None };
    }
}
