using System.Globalization;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// A bot that a healthy, complete scan no longer holds. After its grace, and unless too many went at once, it goes as its last good spec says: deleted,
/// kept stopped, or left running.
/// </summary>
internal static class DeletionPlanner
{
    public static BotPlan Plan(PlanInput input, ValueList<ObservedContainer> ours, ValueList<ObservedContainer> strangers)
    {
        var id = input.Intent.Id;
        if (ours.Count == 0 && input.Record == BotRecord.Empty && input.Intent.Bot is null)
        {
            // Foreign containers without a manifest of that name concern nobody here; what claims to be ours does.
            var unrecorded = strangers.Where(c => c.Ownership == ContainerOwnership.Unrecorded).ToValueList();
            return new BotPlan { Id = id, Block = unrecorded.Count == 0 ? null : new(PlanBlockKind.Conflict, ConflictText.Of(unrecorded, adopt: false)) };
        }

        // Its tombstone keeps it out of every plan until its manifest is back.
        if (input.Record.Retired is not null) return new BotPlan { Id = id };
        if (!input.Source.PermitsDeletion)
            return Waiting(id, PlanBlockKind.DeletionNotPermitted, input.Source.Message ?? "The manifests are not available: nothing is deleted.");
        if (input.Removal is not { } verdict)
            return Waiting(id, PlanBlockKind.DeletionNotPermitted, "The manifest is gone, and it is not known yet since when: nothing is deleted.");
        if (verdict.BlockedBy is { } cause) return Waiting(id, PlanBlockKind.DeletionBlocked, cause);

        var policy = PolicyOf(input.Intent.Bot);
        var actions = Actions(input, ours, policy);
        if (input.Now < verdict.DueAt)
            return Waiting(id, PlanBlockKind.DeletionPending, PendingWords(policy, verdict.DueAt)) with { Deferred = actions, RevisitAt = verdict.DueAt };
        return new BotPlan { Id = id, IsDeletion = true, Actions = actions, LookAgainAfter = PlanSteps.AnyLeaving(ours) ? PlanTimes.Removal : null };
    }

    /// <summary>Without a last good spec the policy is not known; what is deleted can be brought back.</summary>
    private static DeletionPolicy PolicyOf(DesiredBot? bot) =>
        bot is not null && bot.Annotations.TryGetValue(Annotations.DeletionPolicy, out var text) && Enum.TryParse<DeletionPolicy>(text, out var policy) ? policy : DeletionPolicy.Delete;

    private static ValueList<BotAction> Actions(PlanInput input, ValueList<ObservedContainer> ours, DeletionPolicy policy)
    {
        var actions = new List<BotAction>();
        if (policy != DeletionPolicy.Orphan)
            PlanSteps.AddStops(actions, ours, (input.Intent.Bot?.Spec.Termination ?? new TerminationSpec()).GracePeriod, ActionReason.ManifestRemoved);
        if (policy != DeletionPolicy.Delete)
        {
            actions.Add(new BotAction.RetireBot(policy, ActionReason.ManifestRemoved));
            return actions.ToValueList();
        }

        PlanSteps.AddRemovals(actions, ours, ActionReason.ManifestRemoved);

        // The record proves what is ours: it goes last, when nothing is left to prove.
        if (!PlanSteps.AnyLeaving(ours)) actions.Add(new BotAction.ForgetBot(ActionReason.ManifestRemoved));
        return actions.ToValueList();
    }

    private static BotPlan Waiting(BotId id, PlanBlockKind kind, string message) => new() { Id = id, IsDeletion = true, Block = new(kind, message) };

    private static string PendingWords(DeletionPolicy policy, DateTimeOffset dueAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"The manifest is gone. At {dueAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC the bot {Fate(policy)}, unless the manifest comes back.");

    private static string Fate(DeletionPolicy policy) => policy switch
    {
        DeletionPolicy.Retain => "is stopped and kept (deletion policy Retain)",
        DeletionPolicy.Orphan => "is left running and no longer looked after (deletion policy Orphan)",
        _ => "is stopped and removed, and its data goes to the trash",
    };
}
