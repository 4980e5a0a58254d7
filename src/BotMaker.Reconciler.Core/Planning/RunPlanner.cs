using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>A bot that should run: exactly one container of the desired spec runs, and no other exists.</summary>
internal static class RunPlanner
{
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var plan = ContainerChoice.Current(ours, bot, input.Record) is { } current && !FilesPlanner.NeedNewContainer(input, current)
            ? KeepPlanner.Plan(input, bot, current, ContainerChoice.Except(ours, current), RecordedChanges.Since(input.Record, current, bot))
            : Change(input, bot, ours);
        return plan.LookAgainAfter is null && PlanSteps.AnyLeaving(ours) ? plan with { LookAgainAfter = PlanTimes.Removal } : plan;
    }

    private static BotPlan Change(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var old = ContainerChoice.Old(ours);
        var changes = RecordedChanges.Since(input.Record, old, bot);
        var @class = old is null ? ChangeClass.None : (ChangeClass)Math.Max((int)ChangeClass.Recreate, (int)ChangeClassifier.Highest(changes.ForNewContainer.Concat(FileChanges(input, old))));
        return old is not null && IsInUse(old, input.Record) && @class > bot.Spec.Rollout.MaxDisruption
            ? Hold(input, bot, old, ContainerChoice.Except(ours, old), changes, @class)
            : Replace(input, bot, old, ours, changes, @class);
    }

    /// <summary>
    /// Would a new container disturb anybody? One that ran is in use even between two runs: the change waits for the word of a person and not for the
    /// next crash. One that never ran, or that ended for a person to act, is not.
    /// </summary>
    private static bool IsInUse(ObservedContainer old, BotRecord record) => old.Phase != ContainerPhase.Created && !KeepPlanner.EndedForAPerson(old, record);

    /// <summary>The change is above what the manifest allows: the old container is kept as if its spec were the right one, with what may be applied to it.</summary>
    private static BotPlan Hold(PlanInput input, DesiredBot bot, ObservedContainer old, ValueList<ObservedContainer> others, RecordedChanges changes, ChangeClass @class)
    {
        // Its files wait with the rest: they may fit only what is held back.
        var kept = KeepPlanner.Plan(input with { Files = null }, bot, old, others, changes);
        return kept with { Changes = changes.ForNewContainer.Concat(FileChanges(input, old)).ToValueList(), Pending = [], Class = @class, Block = DisruptionBlock.Of(@class, bot.Spec.Rollout.MaxDisruption) };
    }

    private static BotPlan Replace(
        PlanInput input,
        DesiredBot bot,
        ObservedContainer? old,
        ValueList<ObservedContainer> ours,
        RecordedChanges changes,
        ChangeClass @class)
    {
        var hash = SpecHasher.Hash(bot).Value;
        var attempt = NextAttempt(input, ours);
        var reason = ReasonOfNew(input, ours, old, hash);
        // Whatever can fail without harm comes before the old container is touched: the image, and the engine's word that it takes the new one.
        List<BotAction> actions = [new BotAction.EnsureImage(reason), new BotAction.CreateContainer(attempt, hash, reason)];
        PlanSteps.AddStops(actions, ours, bot.Spec.Termination.GracePeriod, reason);
        actions.Add(new BotAction.StartContainer(ContainerId: null, attempt, PlanSteps.Ids(ours), reason));
        // The health gate comes here: until the new one is proven, the old one would stay, stopped, to be started again if it fails.
        PlanSteps.AddRemovals(actions, ours, ActionReason.ReplacedByNewer);
        return new BotPlan { Id = input.Intent.Id, Actions = actions.ToValueList(), Changes = changes.ForNewContainer.Concat(FileChanges(input, old)).ToValueList(), Class = @class };
    }

    /// <summary>What only a new container can take; the spec's own fields say the rest.</summary>
    private static IEnumerable<FieldChange> FileChanges(PlanInput input, ObservedContainer? old) =>
        old is not null && FilesPlanner.NeedNewContainer(input, old) ? input.Files!.Changes.Where(change => change.Class >= ChangeClass.Recreate) : [];

    /// <summary>A number that was never used, even where the record is behind what is seen, and whose name nobody holds.</summary>
    private static int NextAttempt(PlanInput input, ValueList<ObservedContainer> ours)
    {
        var attempt = input.Record.LastAttempt;
        foreach (var recorded in input.Record.Attempts) attempt = Math.Max(attempt, recorded.Number);
        foreach (var container in ours) attempt = Math.Max(attempt, container.Attempt);
        do attempt++;
        while (input.Observed.Containers.Any(c => string.Equals(c.Name, ContainerNames.Of(input.ContainerPrefix, input.Intent.Id, attempt), StringComparison.Ordinal)));
        return attempt;
    }

    private static ActionReason ReasonOfNew(PlanInput input, ValueList<ObservedContainer> ours, ObservedContainer? old, string hash) => old switch
    {
        not null when string.Equals(old.SpecHash, hash, StringComparison.Ordinal) => FilesPlanner.NeedNewContainer(input, old) ? ActionReason.FilesChanged : ActionReason.LimitsChanged,
        not null => ActionReason.SpecChanged,
        null when ours.Any(c => c.Phase == ContainerPhase.Dead) => ActionReason.ContainerBroken,
        null when input.Record.LastAttempt > 0 => ActionReason.ContainerMissing,
        _ => ActionReason.ManifestAdded,
    };
}
