using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// A new container for a bot. Where an old one ran, it stays, stopped, until the new one is proven, and the journal is written before each step, so that
/// whatever is interrupted goes on to the same end.
/// </summary>
internal static class ReplacePlanner
{
    /// <param name="input">What the plan depends on.</param>
    /// <param name="bot">What is wanted.</param>
    /// <param name="old">What stands for the bot now, and is gone back to; null: nothing does.</param>
    /// <param name="ours">All its containers.</param>
    /// <param name="running">A change under way that this one takes the place of; its new container was never proven.</param>
    public static BotPlan Plan(PlanInput input, DesiredBot bot, ObservedContainer? old, ValueList<ObservedContainer> ours, RolloutRecord? running = null)
    {
        var hash = SpecHasher.Hash(bot).Value;
        var attempt = NextAttempt(input, ours);
        var reason = ReasonOfNew(input, ours, old, hash);
        var plan = new BotPlan { Id = input.Intent.Id, Changes = ChangesSince(input, bot, old), Class = ClassOf(input, bot, old), Rollout = running };
        return old is null or { Phase: ContainerPhase.Created }
            ? plan with { Actions = First(bot, ours, attempt, hash, reason).ToValueList() }
            : plan with { Actions = Next(bot, old, ours, Journal(bot, old, attempt, plan.Class, running), reason).ToValueList() };
    }

    /// <summary>A change that was interrupted before its new container was started.</summary>
    public static BotPlan Resume(PlanInput input, DesiredBot bot, ObservedContainer @new, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal)
    {
        var actions = new List<BotAction>();
        AddSwap(actions, bot, @new, old, ours, journal, ActionReason.RolloutUnderWay);
        return Under(input, bot, old, journal) with { Actions = actions.ToValueList() };
    }

    /// <summary>A new container was made, and nobody wrote down what for: it is taken for a change that was interrupted.</summary>
    public static BotPlan Adopt(PlanInput input, DesiredBot bot, ObservedContainer @new, ObservedContainer old, ValueList<ObservedContainer> ours)
    {
        var journal = Journal(bot, old, @new.Attempt, ClassOf(input, bot, old), running: null);
        var actions = new List<BotAction> { new BotAction.WriteRollout(journal, ActionReason.SpecChanged) };
        AddSwap(actions, bot, @new, old, ours, journal, ActionReason.SpecChanged);
        return Under(input, bot, old, journal) with { Actions = actions.ToValueList(), Rollout = null };
    }

    /// <summary>At least a recreate, since a new container it is; without an old one nothing is disturbed.</summary>
    public static ChangeClass ClassOf(PlanInput input, DesiredBot bot, ObservedContainer? old) => old is null
        ? ChangeClass.None
        : (ChangeClass)Math.Max((int)ChangeClass.Recreate, (int)ChangeClassifier.Highest(ChangesSince(input, bot, old)));

    /// <summary>What a new container applies: fields of the spec, and files that only a new container can take.</summary>
    public static ValueList<FieldChange> ChangesSince(PlanInput input, DesiredBot bot, ObservedContainer? old)
    {
        var changes = RecordedChanges.Since(input.Record, old, bot).ForNewContainer;
        return old is not null && FilesPlanner.NeedNewContainer(input, old)
            ? changes.Concat(input.Files!.Changes.Where(change => change.Class >= ChangeClass.Recreate)).ToValueList()
            : changes;
    }

    private static BotPlan Under(PlanInput input, DesiredBot bot, ObservedContainer old, RolloutRecord journal) => new()
    {
        Id = input.Intent.Id,
        Changes = ChangesSince(input, bot, old),
        Class = journal.Class,
        Rollout = journal,
    };

    /// <summary>Nothing ran: nothing is to be gone back to.</summary>
    private static List<BotAction> First(DesiredBot bot, ValueList<ObservedContainer> ours, int attempt, string hash, ActionReason reason)
    {
        List<BotAction> actions = [new BotAction.EnsureImage(reason), new BotAction.CreateContainer(attempt, hash, reason) { ReplacesRunning = ours.Any(c => c.MayRun) }];
        PlanSteps.AddStops(actions, ours, bot.Spec.Termination.GracePeriod, reason);
        actions.Add(new BotAction.StartContainer(ContainerId: null, attempt, PlanSteps.Ids(ours), reason));
        PlanSteps.AddRemovals(actions, ours, ActionReason.ReplacedByNewer);
        return actions;
    }

    private static List<BotAction> Next(DesiredBot bot, ObservedContainer old, ValueList<ObservedContainer> ours, RolloutRecord journal, ActionReason reason)
    {
        // Whatever can fail without harm comes before the old container is touched: room, the image, and the engine's word that it takes the new one.
        // Checks of the new container that need no state stand between its creation and the first stop.
        List<BotAction> actions =
        [
            new BotAction.CheckDisk(journal is { Class: ChangeClass.Migrate, Snapshot: null }, reason),
            new BotAction.EnsureImage(reason),
            new BotAction.WriteRollout(journal, reason),
            new BotAction.CreateContainer(journal.Attempt, journal.SpecHash, reason) { IsOnTrial = true, ReplacesRunning = ours.Any(c => c.MayRun) },
        ];
        AddSwap(actions, bot, @new: null, old, ours, journal, reason);
        return actions;
    }

    /// <summary>From the old container to the new one: stopped, seen stopped, state saved, started. What is neither of both goes.</summary>
    private static void AddSwap(
        List<BotAction> actions,
        DesiredBot bot,
        ObservedContainer? @new,
        ObservedContainer old,
        ValueList<ObservedContainer> ours,
        RolloutRecord journal,
        ActionReason reason)
    {
        var others = @new is null ? ours : ContainerChoice.Except(ours, @new);
        PlanSteps.AddPolicyOff(actions, old);
        if (@new is not null) PlanSteps.AddPolicyOff(actions, @new);
        PlanSteps.AddStops(actions, others, bot.Spec.Termination.GracePeriod, reason);
        if (journal.RestoreFrom is { } newer) actions.Add(new BotAction.RestoreState(newer, reason));
        if (journal is { Class: ChangeClass.Migrate, Snapshot: null })
        {
            actions.Add(new BotAction.SaveState(journal.Attempt, reason));
            journal = journal with { Snapshot = journal.Attempt };
        }

        actions.Add(new BotAction.WriteRollout(journal with { Phase = RolloutPhase.OnTrial, RestoreFrom = null, ReadySince = null }, reason));
        actions.Add(new BotAction.StartContainer(@new?.Id, journal.Attempt, PlanSteps.Ids(others), reason));
        PlanSteps.AddRemovals(actions, ContainerChoice.Except(others, old), ActionReason.ReplacedByNewer);
    }

    private static RolloutRecord Journal(DesiredBot bot, ObservedContainer old, int attempt, ChangeClass @class, RolloutRecord? running) => new()
    {
        Phase = RolloutPhase.Replacing,
        Attempt = attempt,
        SpecHash = SpecHasher.Hash(bot).Value,
        Revision = RevisionKey.Of(bot),
        OldAttempt = old.Attempt,
        OldContainerId = old.Id,
        Class = @class,
        Snapshot = running?.Snapshot,
        // A container that was started may have made the state newer than what the next one knows.
        RestoreFrom = running is { Phase: RolloutPhase.Replacing } ? running.RestoreFrom : running?.Snapshot,
    };

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
