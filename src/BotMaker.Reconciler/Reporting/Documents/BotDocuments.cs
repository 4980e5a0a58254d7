using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>Board and plans -> documents. Pure.</summary>
/// <param name="writeSpec">A spec in the form of a manifest.</param>
/// <param name="redact">Takes secret values out of what the engine, a registry or a bot said.</param>
public sealed class BotDocuments(Func<BotSpec, JsonObject> writeSpec, Func<string, string> redact)
{
    public BotListDocument List(BoardSnapshot snapshot) => new([.. snapshot.Bots.Values.Select(Of)]);

    public BotDocument Of(BotEntry entry) => new()
    {
        Metadata = new BotMetadataDocument(
            entry.Status.Id.Value,
            entry.Intent.Bot?.Generation ?? 0,
            entry.Intent.Bot?.Source.ToString(),
            entry.Intent.Bot?.Source is { Commit: { } commit } source ? $"{commit}{(source.Dirty ? " (dirty)" : "")}" : null,
            entry.Intent.Bot?.Labels ?? default),
        Spec = entry.Intent.Bot is { } bot ? writeSpec(bot.Spec) : null,
        Status = Of(entry.Status),
    };

    public BotDocument Describe(BotEntry entry, IEnumerable<RevisionEntry> revisions) => Of(entry) with
    {
        Detail = new BotDetailDocument(
            entry.Intent.Presence.ToString(),
            Redact(entry.Intent.HoldMessage),
            [.. entry.Intent.Diagnostics.Select(diagnostic => redact(diagnostic.ToString()))],
            entry.Plan is { } plan && (!plan.IsNoop || plan.Pending.Count > 0 || plan.Deferred.Count > 0) ? Of(plan) : null,
            Redact(entry.Plan?.Block?.Message),
            [.. revisions.Select(Of)]),
    };

    /// <summary>Bots in the order given; those with nothing to do are left out.</summary>
    public PlanDocument Of(IEnumerable<BotPlan> plans)
    {
        List<PlanChangeDocument> changes = [];
        List<PlanChangeDocument> deletions = [];
        List<PlanBlockDocument> blocked = [];
        foreach (var plan in plans)
        {
            if (plan.Block is { } block) blocked.Add(new(plan.Id.Value, block.Kind.ToString(), redact(block.Message)));
            if (!plan.IsNoop || plan.Deferred.Count > 0) (plan.IsDeletion ? deletions : changes).Add(Of(plan));
        }

        return new(changes, deletions, blocked);
    }

    private PlanChangeDocument Of(BotPlan plan) =>
        new(plan.Id.Value, Lower(plan.Class), [.. plan.Actions.Concat(plan.Deferred).Select(Of)], Fields(plan.Changes), Fields(plan.Pending));

    private static PlanActionDocument Of(BotAction action)
    {
        var (attempt, container) = action switch
        {
            BotAction.CreateContainer create => (create.Attempt, null),
            BotAction.StartContainer start => (start.Attempt, start.ContainerId),
            BotAction.StopContainer stop => (stop.Attempt, stop.ContainerId),
            BotAction.UnpauseContainer unpause => (unpause.Attempt, unpause.ContainerId),
            BotAction.RenameContainer rename => (rename.Attempt, rename.ContainerId),
            BotAction.UpdateContainer update => (update.Attempt, update.ContainerId),
            BotAction.WriteFiles write => (write.Attempt, write.ContainerId),
            BotAction.RemoveContainer remove => (remove.Attempt, remove.ContainerId),
            _ => ((int?)null, (string?)null),
        };
        return new(action.GetType().Name, action.Reason.ToString(), attempt, container);
    }

    private PlanFieldDocument[] Fields(ValueList<FieldChange> changes) =>
        [.. changes.Select(change => new PlanFieldDocument(change.Path, Redact(change.Old), Redact(change.New), Lower(change.Class)))];

    private BotStatusDocument Of(BotStatus status) => new()
    {
        Phase = status.Phase.ToString(),
        Conditions = [.. status.Conditions.Select(condition => new ConditionDocument(
            condition.Type.ToString(), condition.Status.ToString(), condition.Reason, redact(condition.Message), condition.LastTransitionTime, condition.ObservedGeneration))],
        ContainerId = status.ContainerId,
        ContainerName = status.ContainerName,
        Image = status.Image,
        ImageId = status.ImageId,
        SpecHash = status.SpecHash,
        Restarts = status.Restarts,
        ObservedGeneration = status.ObservedGeneration,
        StartedAt = status.StartedAt,
        LastSuccessAt = status.LastSuccessAt,
    };

    private RevisionDocument Of(RevisionEntry entry) =>
        new(entry.Attempt, entry.Hash, entry.ImageDigest, Lower(entry.Class), entry.StartedAt, entry.FinishedAt, entry.Outcome.ToString(), Redact(entry.Reason));

    private string? Redact(string? text) => text is null ? null : redact(text);

    private static string Lower(ChangeClass change) => change.ToString().ToLowerInvariant();
}
