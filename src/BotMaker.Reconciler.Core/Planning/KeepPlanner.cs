using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>A container that stays: it is made to run, and the bot's others go.</summary>
internal static class KeepPlanner
{
    /// <summary>The exit code by which a gateway says that a person must act. Restarting it changes nothing.</summary>
    private const int PersonMustAct = 78;

    /// <summary>Did it end by itself for a person to act?</summary>
    public static bool EndedForAPerson(ObservedContainer container, BotRecord record) =>
        container is { Phase: ContainerPhase.Exited or ContainerPhase.Restarting, ExitCode: PersonMustAct } && !WasStoppedByUs(container, record);

    public static BotPlan Plan(PlanInput input, DesiredBot bot, ObservedContainer current, ValueList<ObservedContainer> others, RecordedChanges changes)
    {
        var plan = new BotPlan { Id = input.Intent.Id, Pending = changes.Waiting };
        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, others, bot.Spec.Termination.GracePeriod, ActionReason.ReplacedByNewer);
        var loop = CrashLoop.Of(input.Restarts, bot, current);
        var (rename, update) = (false, false);
        switch (current.Phase)
        {
            case ContainerPhase.Exited or ContainerPhase.Restarting when (loop is not null || EndedForAPerson(current, input.Record)) && FilesPlanner.Differ(input, current):
                // What it ends for may be put right by its files.
                if (current.Phase == ContainerPhase.Exited) actions.Add(new BotAction.StartContainer(current.Id, current.Attempt, PlanSteps.Ids(others), ActionReason.FilesChanged));
                (rename, update) = (true, true);
                break;
            case var _ when EndedForAPerson(current, input.Record):
                GiveUp(actions, bot, current, ActionReason.ContainerExited);
                plan = plan with { Block = NeedsPerson(current) };
                break;
            case ContainerPhase.Restarting when loop is not null:
                GiveUp(actions, bot, current, ActionReason.CrashLoopBackOff);
                plan = plan with { LookAgainAfter = CrashLoop.Left(loop, input.Now) ?? TimeSpan.Zero };
                break;
            case ContainerPhase.Exited when CrashLoop.Left(loop, input.Now) is { } wait:
                update = true;
                plan = plan with { LookAgainAfter = wait };
                break;
            case ContainerPhase.Exited when JustEnded(current, input) is { } pause:
                plan = plan with { LookAgainAfter = pause };
                break;
            case ContainerPhase.Created or ContainerPhase.Exited when ReasonToStart(bot, current, others, input.Record) is { } reason:
                actions.Add(new BotAction.StartContainer(current.Id, current.Attempt, PlanSteps.Ids(others), reason));
                (rename, update) = (true, true);
                break;
            case ContainerPhase.Paused:
                actions.Add(new BotAction.UnpauseContainer(current.Id, current.Attempt, ActionReason.ContainerPaused));
                (rename, update) = (true, true);
                break;
            case ContainerPhase.Running:
                (rename, update) = (true, true);
                if (loop is not null) plan = plan with { RevisitAt = CrashLoop.OverAt(loop) };
                break;
            case ContainerPhase.Restarting:
                // Nothing runs, and the engine is about to start it. Its limits may be why it ends; a rename is refused in this state.
                update = true;
                plan = plan with { LookAgainAfter = PlanTimes.EngineRestart };
                break;
            case ContainerPhase.Unknown:
                plan = plan with { LookAgainAfter = PlanTimes.UnknownState };
                break;
            default:
                break;
        }

        // The bot runs before anything is trimmed: a refused rename or limit must not keep it down.
        PlanSteps.AddRemovals(actions, others, ActionReason.ReplacedByNewer);
        if (rename) AddRename(actions, input, current);
        if (update) plan = AddUpdate(plan, actions, input, bot, current, changes);
        plan = FilesPlanner.Add(plan, actions, input, bot, current, others);
        RestartPlanner.Add(actions, input, plan, bot, current, others);
        return plan with { Actions = actions.ToValueList() };
    }

    /// <summary>The engine's policy would go on restarting it; stopping it ends a restart that is already due.</summary>
    private static void GiveUp(List<BotAction> actions, DesiredBot bot, ObservedContainer current, ActionReason reason)
    {
        if (current.Limits is { RestartPolicy: not EngineRestartPolicy.No } enforced)
            actions.Add(new BotAction.UpdateContainer(current.Id, current.Attempt, enforced with { RestartPolicy = EngineRestartPolicy.No }, reason));
        if (current.Phase == ContainerPhase.Restarting)
            actions.Add(new BotAction.StopContainer(current.Id, current.Attempt, bot.Spec.Termination.GracePeriod, reason));
    }

    private static PlanBlock NeedsPerson(ObservedContainer current) => new(
        PlanBlockKind.Stalled,
        $"The gateway ended with exit code {PersonMustAct}: a person must act. Its log says why (docker logs {current.Name}). It is started again when its manifest changes.");

    /// <summary>Null: a bot that ended by itself stays ended where its policy says so. One that never ran, or that we stopped, is started.</summary>
    private static ActionReason? ReasonToStart(DesiredBot bot, ObservedContainer current, ValueList<ObservedContainer> others, BotRecord record)
    {
        if (current.Phase == ContainerPhase.Created) return others.Count > 0 ? ActionReason.SpecChanged : ActionReason.ManifestAdded;
        if (WasStoppedByUs(current, record)) return ActionReason.RunStateRunning;
        var staysEnded = bot.Spec.Restart.Policy switch
        {
            RestartPolicyKind.Never => true,
            RestartPolicyKind.OnFailure => current.ExitCode == 0,
            _ => false,
        };
        if (staysEnded) return null;
        return current.Limits is { RestartPolicy: EngineRestartPolicy.No } ? ActionReason.ContainerEnded : ActionReason.ContainerExited;
    }

    /// <summary>
    /// What ended by itself a moment ago may have ended because the engine is stopping: a start that meets a stopping engine leaves a container that cannot
    /// be started any more, and the engine that comes back starts its containers itself. Null: enough time has passed, or we stopped it.
    /// </summary>
    private static TimeSpan? JustEnded(ObservedContainer current, PlanInput input)
    {
        if (current.FinishedAt is not { } at || at < input.EngineBackAt || WasStoppedByUs(current, input.Record)) return null;
        var left = PlanTimes.AfterAnEnd - (input.Now - at);
        return left > TimeSpan.Zero && left <= PlanTimes.AfterAnEnd ? left : null;
    }

    private static bool WasStoppedByUs(ObservedContainer container, BotRecord record) => record.Find(container.Attempt) is { StoppedByUs: true };

    private static void AddRename(List<BotAction> actions, PlanInput input, ObservedContainer current)
    {
        var name = ContainerNames.Of(input.ContainerPrefix, input.Intent.Id, current.Attempt);
        if (!string.Equals(name, current.Name, StringComparison.Ordinal))
            actions.Add(new BotAction.RenameContainer(current.Id, current.Attempt, name, ActionReason.ContainerRenamed));
    }

    private static BotPlan AddUpdate(BotPlan plan, List<BotAction> actions, PlanInput input, DesiredBot bot, ObservedContainer current, RecordedChanges changes)
    {
        var loop = CrashLoop.Of(input.Restarts, bot, current);
        if (PlanSteps.LimitsFor(bot, current, restartsAreOurs: loop is not null) is not { } limits) return plan;
        if (limits == current.Limits! with { RestartPolicy = limits.RestartPolicy } && (loop is not null || (input.Restarts.PolicyWithdrawn && CrashLoop.IsAbout(input.Restarts, current))))
        {
            // Not a change of the manifest, so its cap does not hold it.
            actions.Add(new BotAction.UpdateContainer(current.Id, current.Attempt, limits, loop is null ? ActionReason.CrashLoopOver : ActionReason.CrashLoopBackOff));
            return plan;
        }

        plan = plan with { Changes = changes.InPlace, Class = ChangeClass.Update };
        if (bot.Spec.Rollout.MaxDisruption < ChangeClass.Update) return plan with { Block = DisruptionBlock.Of(ChangeClass.Update, bot.Spec.Rollout.MaxDisruption) };
        actions.Add(new BotAction.UpdateContainer(current.Id, current.Attempt, limits, ActionReason.LimitsChanged));
        return plan;
    }
}
