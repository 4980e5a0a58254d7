using System.Globalization;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>A hold or a freeze takes every action out of a plan, deletions too, and shows what it took.</summary>
internal static class HoldPlanner
{
    public static BotPlan Apply(PlanInput input, BotPlan plan)
    {
        // The fleet's word goes before the bot's: it ends later or not at all, and releasing the bot would not help.
        if (InForce(input.Freeze, input.Now) is { } freeze) return Withhold(input, plan, freeze, Frozen(freeze));
        return InForce(input.Hold, input.Now) is { } hold ? Withhold(input, plan, hold, Held(input, hold)) : plan;
    }

    private static BotPlan Withhold(PlanInput input, BotPlan plan, Hold hold, PlanBlock block)
    {
        // Nothing is left of it and nobody wants it: there is nothing to hold.
        if (input.Intent.Presence == DesiredPresence.Absent && plan is { IsNoop: true, Block: null, LookAgainAfter: null }) return plan;
        return plan with
        {
            Actions = [],
            Withheld = plan.Actions,
            Held = block,
            // What stands in the way by itself is still to be seen.
            Block = plan.Block is { Kind: PlanBlockKind.Conflict or PlanBlockKind.InvalidManifest or PlanBlockKind.Stalled or PlanBlockKind.DeletionNotPermitted or PlanBlockKind.DeletionBlocked } own ? own : block,
            RevisitAt = hold.Until,
        };
    }

    private static Hold? InForce(Hold? hold, DateTimeOffset now) => hold?.IsOver(now) is false ? hold : null;

    private static PlanBlock Held(PlanInput input, Hold hold) => new(
        PlanBlockKind.Held,
        $"{hold.By} holds it as it is {Span(hold)}{Why(hold)}. `botmaker release {input.Intent.Id}` ends that.");

    private static PlanBlock Frozen(Hold freeze) => new(
        PlanBlockKind.Frozen,
        $"{freeze.By} froze the whole fleet {Span(freeze)}{Why(freeze)}. `botmaker unfreeze` ends that.");

    private static string Span(Hold hold) => hold.Until is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"until {until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
        : string.Create(CultureInfo.InvariantCulture, $"since {hold.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, without an end");

    private static string Why(Hold hold) => string.IsNullOrWhiteSpace(hold.Reason) ? "" : $" ({hold.Reason})";
}
