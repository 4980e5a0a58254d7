using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>A bot that should run: exactly one container of the desired spec runs, and no other exists.</summary>
internal static class RunPlanner
{
    /// <summary>The exit code by which a gateway says that a person must act. Restarting it changes nothing.</summary>
    public const int PersonMustAct = 78;

    private static readonly TimeSpan ProgressPause = TimeSpan.FromSeconds(1);

    public static BotPlan Plan(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours)
    {
        var hash = SpecHasher.Hash(bot).Value;
        var limits = DesiredLimits.Of(bot.Spec);
        var current = ours
            .Where(c => Matches(c, hash, limits))
            .OrderByDescending(c => c.MayRun)
            .ThenByDescending(c => c.Attempt)
            .FirstOrDefault();
        var others = ours.Where(c => c != current).ToValueList();
        var plan = current is null ? Replace(input, bot, hash, others) : Keep(input, bot, limits, current, others);
        return others.Any(c => c.Phase == ContainerPhase.Removing) ? plan with { LookAgainAfter = ProgressPause } : plan;
    }

    /// <summary>Is the container made of the desired spec? One that carries a hash of another version is taken as it is.</summary>
    private static bool Matches(ObservedContainer container, string hash, ContainerLimits limits) =>
        container.Phase is not (ContainerPhase.Dead or ContainerPhase.Removing)
        && (string.Equals(container.SpecHash, hash, StringComparison.Ordinal) || !SpecHasher.IsComparable(container.SpecHash))
        && !DesiredLimits.NeedNewContainer(limits, container.Limits);

    private static BotPlan Replace(PlanInput input, DesiredBot bot, string hash, ValueList<ObservedContainer> others)
    {
        var old = others.Where(c => c.Phase is not (ContainerPhase.Dead or ContainerPhase.Removing)).MaxBy(c => c.Attempt);
        var (changes, pending) = ChangesSince(input.Record, old, bot);
        var @class = old is null ? ChangeClass.None : (ChangeClass)Math.Max((int)ChangeClass.Recreate, (int)ChangeClassifier.Highest(changes));
        if (old is { MayRun: true } && @class > bot.Spec.Rollout.MaxDisruption)
        {
            return new BotPlan
            {
                Id = input.Intent.Id,
                Changes = changes,
                Pending = pending,
                Class = @class,
                Block = new(PlanBlockKind.Disruption, $"The change needs class {Lower(@class)}, and spec.rollout.maxDisruption allows {Lower(bot.Spec.Rollout.MaxDisruption)}. Raise it when the moment is right."),
            };
        }

        var reason = ReasonOfNew(input.Record, others, old);
        var attempt = input.Record.LastAttempt + 1;
        var actions = new List<BotAction> { new BotAction.EnsureImage(reason), new BotAction.CreateContainer(attempt, hash, reason) };
        AddStops(actions, bot, others, reason);
        actions.Add(new BotAction.StartContainer(ContainerId: null, attempt, Ids(others), reason));
        // The health gate comes here: until the new one is proven, the old one would stay, stopped.
        AddRemovals(actions, others);
        return new BotPlan { Id = input.Intent.Id, Actions = actions.ToValueList(), Changes = changes, Pending = pending, Class = @class };
    }

    private static BotPlan Keep(PlanInput input, DesiredBot bot, ContainerLimits limits, ObservedContainer current, ValueList<ObservedContainer> others)
    {
        var (changes, pending) = ChangesSince(input.Record, current, bot);
        var plan = new BotPlan { Id = input.Intent.Id, Changes = changes.Where(c => c.Class == ChangeClass.Update).ToValueList(), Pending = pending };
        var actions = new List<BotAction>();
        AddStops(actions, bot, others, ActionReason.ReplacedByNewer);

        switch (current.Phase)
        {
            case ContainerPhase.Exited when current.ExitCode == PersonMustAct:
                if (current.Limits is { RestartPolicy: not EngineRestartPolicy.No } kept)
                    actions.Add(new BotAction.UpdateContainer(current.Id, current.Attempt, kept with { RestartPolicy = EngineRestartPolicy.No }, ActionReason.ContainerExited));
                plan = plan with { Block = new(PlanBlockKind.Stalled, $"The gateway ended with exit code {PersonMustAct}: a person must act. Its log says why (docker logs {current.Name}). It is started again when the manifest, its secrets or its image change.") };
                break;
            case ContainerPhase.Created or ContainerPhase.Exited when ShouldStart(bot.Spec.Restart, current):
                AddRename(actions, input, current);
                AddUpdate(actions, limits, current);
                actions.Add(new BotAction.StartContainer(current.Id, current.Attempt, Ids(others), ReasonOfStart(current, others)));
                break;
            case ContainerPhase.Running or ContainerPhase.Paused:
                if (current.Phase == ContainerPhase.Paused) actions.Add(new BotAction.UnpauseContainer(current.Id, current.Attempt, ActionReason.ContainerPaused));
                AddRename(actions, input, current);
                AddUpdate(actions, limits, current);
                break;
            case ContainerPhase.Restarting or ContainerPhase.Unknown:
                plan = plan with { LookAgainAfter = ProgressPause };
                break;
            default:
                break;
        }

        AddRemovals(actions, others);
        var @class = actions.Any(a => a is BotAction.UpdateContainer) ? ChangeClass.Update : ChangeClass.None;
        return plan with { Actions = actions.ToValueList(), Class = @class };
    }

    /// <summary>A bot that ended by itself stays ended where its policy says so; one that never ran is started.</summary>
    private static bool ShouldStart(RestartSpec restart, ObservedContainer container) => container switch
    {
        { Phase: ContainerPhase.Created } or { StartedAt: null } => true,
        _ => restart.Policy switch
        {
            RestartPolicyKind.Never => false,
            RestartPolicyKind.OnFailure => container.ExitCode != 0,
            _ => true,
        },
    };

    private static void AddStops(List<BotAction> actions, DesiredBot bot, ValueList<ObservedContainer> others, ActionReason reason)
    {
        foreach (var other in others.Where(c => c.MayRun))
            actions.Add(new BotAction.StopContainer(other.Id, other.Attempt, bot.Spec.Termination.GracePeriod, other.Phase == ContainerPhase.Unknown ? ActionReason.StateUnknown : reason));
    }

    private static void AddRemovals(List<BotAction> actions, ValueList<ObservedContainer> others)
    {
        foreach (var other in others.Where(c => c.Phase != ContainerPhase.Removing))
        {
            var dead = other.Phase == ContainerPhase.Dead;
            actions.Add(new BotAction.RemoveContainer(other.Id, other.Attempt, dead, dead ? ActionReason.ContainerBroken : ActionReason.ReplacedByNewer));
        }
    }

    private static void AddRename(List<BotAction> actions, PlanInput input, ObservedContainer current)
    {
        var name = ContainerNames.Of(input.ContainerPrefix, input.Intent.Id, current.Attempt);
        if (!string.Equals(name, current.Name, StringComparison.Ordinal))
            actions.Add(new BotAction.RenameContainer(current.Id, current.Attempt, name, ActionReason.ContainerRenamed));
    }

    private static void AddUpdate(List<BotAction> actions, ContainerLimits limits, ObservedContainer current)
    {
        if (current.Limits is { } observed && observed != limits)
            actions.Add(new BotAction.UpdateContainer(current.Id, current.Attempt, limits, ActionReason.LimitsChanged));
    }

    private static (ValueList<FieldChange> Changes, ValueList<FieldChange> Pending) ChangesSince(BotRecord record, ObservedContainer? container, DesiredBot bot)
    {
        // An attempt whose fields are not known (a record rebuilt after damage) has no old values to show.
        if (container is null || record.Find(container.Attempt) is not { Fields.Count: > 0 } attempt) return ([], []);
        var fields = SpecFields.Flatten(bot);
        if (attempt.Fields == fields) return ([], []);
        var all = ChangeClassifier.Diff(attempt.Fields, fields);
        return (all.Where(c => c.Class > ChangeClass.None).ToValueList(), all.Where(c => SpecFields.Find(c.Path)?.Effect == FieldEffect.Label).ToValueList());
    }

    private static ActionReason ReasonOfNew(BotRecord record, ValueList<ObservedContainer> others, ObservedContainer? old) => old switch
    {
        not null => ActionReason.SpecChanged,
        null when others.Any(c => c.Phase == ContainerPhase.Dead) => ActionReason.ContainerBroken,
        null when record.LastAttempt > 0 => ActionReason.ContainerMissing,
        _ => ActionReason.ManifestAdded,
    };

    private static ActionReason ReasonOfStart(ObservedContainer current, ValueList<ObservedContainer> others) => current.Phase switch
    {
        ContainerPhase.Exited => ActionReason.ContainerExited,
        _ when others.Count > 0 => ActionReason.SpecChanged,
        _ => ActionReason.ManifestAdded,
    };

    private static ValueList<string> Ids(ValueList<ObservedContainer> others) => others.Select(c => c.Id).ToValueList();

    private static string Lower(ChangeClass @class) => @class.ToString().ToLowerInvariant();
}
