using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Steps that several plans have in common.</summary>
internal static class PlanSteps
{
    /// <summary>Stops whatever of these may run; one in a state that we do not know counts as running.</summary>
    public static void AddStops(List<BotAction> actions, ValueList<ObservedContainer> containers, TimeSpan grace, ActionReason reason)
    {
        foreach (var container in containers)
        {
            if (container.MayRun)
                actions.Add(new BotAction.StopContainer(container.Id, container.Attempt, grace, container.Phase == ContainerPhase.Unknown ? ActionReason.StateUnknown : reason));
        }
    }

    /// <summary>Removes these, after <see cref="AddStops"/>; what is being removed already is left to end.</summary>
    public static void AddRemovals(List<BotAction> actions, ValueList<ObservedContainer> containers, ActionReason reason)
    {
        foreach (var container in containers)
        {
            if (container.Phase == ContainerPhase.Removing) continue;
            var dead = container.Phase == ContainerPhase.Dead;
            actions.Add(new BotAction.RemoveContainer(container.Id, container.Attempt, dead, dead && reason == ActionReason.ReplacedByNewer ? ActionReason.ContainerBroken : reason));
        }
    }

    /// <summary>Nobody but us starts this container from now on, not even an engine that comes back.</summary>
    public static void AddPolicyOff(List<BotAction> actions, ObservedContainer container)
    {
        if (container.Limits is { RestartPolicy: not EngineRestartPolicy.No } enforced)
            actions.Add(new BotAction.UpdateContainer(container.Id, container.Attempt, enforced with { RestartPolicy = EngineRestartPolicy.No }, ActionReason.RolloutUnderWay));
    }

    public static bool AnyLeaving(ValueList<ObservedContainer> containers) => containers.Any(c => c.Phase == ContainerPhase.Removing);

    public static ValueList<string> Ids(ValueList<ObservedContainer> containers) => containers.Select(c => c.Id).ToValueList();

    /// <summary>What a kept container is to enforce; null when it does so, or when what it enforces was not looked at.</summary>
    public static ContainerLimits? LimitsFor(DesiredBot bot, ObservedContainer container, bool restartsAreOurs = false)
    {
        if (container.Limits is not { } enforced) return null;
        var wanted = DesiredLimits.InPlace(DesiredLimits.Of(bot.Spec), enforced);
        if (restartsAreOurs) wanted = wanted with { RestartPolicy = EngineRestartPolicy.No };
        return wanted == enforced ? null : wanted;
    }
}
