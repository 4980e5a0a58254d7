using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>A bot that a healthy, complete scan no longer holds: its containers go, its home stays.</summary>
internal static class DeletionPlanner
{
    public static BotPlan Plan(PlanInput input, ValueList<ObservedContainer> ours, ValueList<ObservedContainer> strangers)
    {
        var id = input.Intent.Id;
        if (ours.Count == 0 && input.Record == BotRecord.Empty)
        {
            // Foreign containers without a manifest of that name concern nobody here; what claims to be ours does.
            var unrecorded = strangers.Where(c => c.Ownership == ContainerOwnership.Unrecorded).ToValueList();
            return new BotPlan { Id = id, Block = unrecorded.Count == 0 ? null : new(PlanBlockKind.Conflict, ConflictText.Of(unrecorded, adopt: false)) };
        }

        if (!input.Source.PermitsDeletion)
            return new BotPlan { Id = id, IsDeletion = true, Block = new(PlanBlockKind.DeletionNotPermitted, input.Source.Message ?? "The manifests are not available: nothing is deleted.") };

        var grace = (input.Intent.Bot?.Spec.Termination ?? new TerminationSpec()).GracePeriod;
        var actions = new List<BotAction>();
        PlanSteps.AddStops(actions, ours, grace, ActionReason.ManifestRemoved);
        PlanSteps.AddRemovals(actions, ours, ActionReason.ManifestRemoved);

        // The record proves what is ours: it goes last, when nothing is left to prove.
        var leaving = PlanSteps.AnyLeaving(ours);
        if (!leaving) actions.Add(new BotAction.ForgetBot(ActionReason.ManifestRemoved));
        return new BotPlan { Id = id, IsDeletion = true, Actions = actions.ToValueList(), LookAgainAfter = leaving ? PlanTimes.Removal : null };
    }
}
