using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// The decision: from what is wanted and what is seen to the next steps. Pure and level-triggered: it plans from what is there now, so a crash
/// between any two steps ends where no crash would have ended.
/// </summary>
public static class Planner
{
    public static BotPlan Plan(PlanInput input) => HoldPlanner.Apply(input, PlanUnheld(input));

    private static BotPlan PlanUnheld(PlanInput input)
    {
        var containers = InOrder(OwnershipJudge.Judge(input.Observed, input.Record));
        var ours = Only(containers, static c => c.IsOurs);
        var strangers = Only(containers, static c => c.Ownership is ContainerOwnership.Foreign or ContainerOwnership.Unrecorded);

        var plan = input.Intent switch
        {
            { Presence: DesiredPresence.Absent } => DeletionPlanner.Plan(input, ours, strangers),
            { Presence: DesiredPresence.Invalid } => Blocked(input, PlanBlockKind.InvalidManifest, "The manifest has errors and was never valid: nothing is run, and what runs is left alone. Fix the errors that Valid lists."),
            { Presence: DesiredPresence.Held } when input.Record.Retired is not null => new BotPlan { Id = input.Intent.Id },
            { Bot: null } => new BotPlan { Id = input.Intent.Id },
            { Bot.Spec.Suspend: true } => Blocked(input, PlanBlockKind.Suspended, "spec.suspend is true: the container stays exactly as it is. Set it to false to reconcile again."),
            { Bot: var bot } when strangers.Count > 0 => Conflict(input, bot, ours, strangers),
            { Presence: DesiredPresence.Present, Bot: var bot } when input.IsRestoreWanted => RestorePlanner.Plan(input, bot, ours),
            { Bot: { Spec.RunState: RunState.Stopped } bot } => StopPlanner.Plan(input, bot, ours),
            { Bot: var bot } => RunPlanner.Plan(input, bot, ours),
        };
        return input.Files is { } files ? plan with { Files = files } : plan;
    }

    /// <summary>Two instances never run at once, whoever made them: beside what is not ours, nothing of ours is created or started.</summary>
    private static BotPlan Conflict(PlanInput input, DesiredBot bot, ValueList<ObservedContainer> ours, ValueList<ObservedContainer> strangers)
    {
        var block = new PlanBlock(PlanBlockKind.Conflict, ConflictText.Of(strangers, bot.Spec.Adopt));
        return bot.Spec.RunState == RunState.Stopped
            ? StopPlanner.PlanBesideStrangers(input, bot, ours, block)
            : new BotPlan { Id = input.Intent.Id, Block = block };
    }

    private static BotPlan Blocked(PlanInput input, PlanBlockKind kind, string message) => new() { Id = input.Intent.Id, Block = new(kind, message) };

    /// <summary>The plan does not depend on the order in which containers were seen.</summary>
    private static ValueList<ObservedContainer> InOrder(ValueList<ObservedContainer> containers) => containers.Count < 2
        ? containers
        : containers.OrderBy(c => c.Attempt).ThenBy(c => c.Id, StringComparer.Ordinal).ToValueList();

    private static ValueList<ObservedContainer> Only(ValueList<ObservedContainer> containers, Func<ObservedContainer, bool> wanted) =>
        containers.All(wanted) ? containers : containers.Where(wanted).ToValueList();
}
