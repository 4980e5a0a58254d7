using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// The files of a container that stays: written in place, and put in force by the least that its release needs. They are written before anything is
/// stopped, since that is what can fail.
/// </summary>
internal static class FilesPlanner
{
    /// <summary>Do the files that it mounts differ from those that it should have, in a way that is worth a try?</summary>
    public static bool Differ(PlanInput input, ObservedContainer current) =>
        input.Files is { Problem: null, Changes.Count: > 0 } files && files.Attempt == current.Attempt && !WasRefused(input, current);

    /// <summary>Only a new container can take them.</summary>
    public static bool NeedNewContainer(PlanInput input, ObservedContainer current) =>
        Differ(input, current) && ChangeClassifier.Highest(input.Files!.Changes) >= ChangeClass.Recreate;

    public static BotPlan Add(BotPlan plan, List<BotAction> actions, PlanInput input, DesiredBot bot, ObservedContainer current, ValueList<ObservedContainer> others)
    {
        if (input.Files is not { } files) return plan;
        if (files.Problem is { } problem) return plan with { Block = plan.Block ?? new(PlanBlockKind.SecretsNotReady, problem.Message) };
        if (files.Attempt != current.Attempt) return plan;
        if (files.Changes.Count > 0 && WasRefused(input, current)) return plan with { Block = plan.Block ?? Refusal(input, current) };

        var start = actions.FindIndex(action => action is BotAction.StartContainer starts && starts.Attempt == current.Attempt);
        return start < 0 ? AddToRunning(plan, actions, input, bot, current, others) : AddToStart(plan, actions, files, current, start);
    }

    private static BotPlan AddToStart(BotPlan plan, List<BotAction> actions, DesiredFiles files, ObservedContainer current, int start)
    {
        if (files.Changes.Count == 0) return plan;
        actions.Insert(start, new BotAction.WriteFiles(current.Id, current.Attempt, ChangeClass.Restart, ActionReason.FilesChanged));
        return Told(plan, files.Changes, ChangeClass.Restart);
    }

    private static BotPlan AddToRunning(BotPlan plan, List<BotAction> actions, PlanInput input, DesiredBot bot, ObservedContainer current, ValueList<ObservedContainer> others)
    {
        if (current.Phase is not (ContainerPhase.Running or ContainerPhase.Restarting)) return plan;
        var changes = input.Files!.Changes;
        var written = input.Record.Find(current.Attempt)?.Written?.Class ?? ChangeClass.None;
        var @class = (ChangeClass)Math.Max((int)ChangeClassifier.Highest(changes), (int)written);
        if (@class == ChangeClass.None) return plan;
        if (current.Phase == ContainerPhase.Restarting) @class = ChangeClass.Restart;
        if (@class > bot.Spec.Rollout.MaxDisruption)
            return Told(plan, changes, @class) with { Block = plan.Block ?? DisruptionBlock.Of(@class, bot.Spec.Rollout.MaxDisruption) };

        if (changes.Count > 0 || @class == ChangeClass.Live) actions.Add(new BotAction.WriteFiles(current.Id, current.Attempt, @class, ActionReason.FilesChanged));
        if (@class >= ChangeClass.Restart)
        {
            actions.Add(new BotAction.StopContainer(current.Id, current.Attempt, bot.Spec.Termination.GracePeriod, ActionReason.FilesChanged));
            actions.Add(new BotAction.StartContainer(current.Id, current.Attempt, PlanSteps.Ids(others), ActionReason.FilesChanged));
        }

        return Told(plan, changes, @class);
    }

    private static BotPlan Told(BotPlan plan, ValueList<FieldChange> changes, ChangeClass @class) => plan with
    {
        Changes = plan.Changes.Concat(changes).ToValueList(),
        Class = (ChangeClass)Math.Max((int)plan.Class, (int)@class),
    };

    private static bool WasRefused(PlanInput input, ObservedContainer current) =>
        input.Files?.Digest is { } digest && string.Equals(input.Record.Find(current.Attempt)?.Refused?.Digest, digest, StringComparison.Ordinal);

    private static PlanBlock Refusal(PlanInput input, ObservedContainer current) => new(
        PlanBlockKind.Stalled,
        $"The gateway did not take the changed files, and goes on with those it had: {input.Record.Find(current.Attempt)!.Refused!.Why} Correct the manifest; this is not tried again as it stands.");
}
