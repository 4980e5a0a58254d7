using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>
/// From what one pass saw and did to what people see. Pure; the same input twice gives an equal status, so nothing is written when nothing changed.
/// </summary>
public static class StatusReducer
{
    public static BotStatus Reduce(BotStatus? previous, ReconcileReport report)
    {
        var view = new BotView(report);
        var generation = report.Intent.Bot?.Generation ?? previous?.ObservedGeneration ?? 0;
        var container = view.Container;
        var ready = ReadyRules.Judge(view);
        var conditions = ConditionRules.All(view, ready)
            .Select(c => Carry(previous, c, generation, report.Now))
            .OrderBy(c => c.Type)
            .ToList();

        return new BotStatus
        {
            Id = report.Intent.Id,
            Phase = report.Observed is null && previous is not null && report.Intent.Presence != DesiredPresence.Absent ? previous.Phase : PhaseRules.Of(view),
            Conditions = [.. conditions],
            ContainerId = report.Observed is null ? previous?.ContainerId : container?.Id,
            ContainerName = report.Observed is null ? previous?.ContainerName : container?.Name,
            Image = (report.Observed is null ? previous?.Image : container?.Image) ?? report.Intent.Bot?.Spec.Image.Reference,
            ImageId = report.Observed is null ? previous?.ImageId : container?.ImageId,
            SpecHash = report.Observed is null ? previous?.SpecHash : container?.SpecHash,
            Restarts = report.Observed is null ? previous?.Restarts ?? 0 : container?.RestartCount ?? 0,
            ObservedGeneration = generation,
            StartedAt = report.Observed is null ? previous?.StartedAt : container?.StartedAt,
            LastSuccessAt = ready.Status == ConditionStatus.True && previous?.Is(ConditionType.Ready) != true ? report.Now : previous?.LastSuccessAt,
        };
    }

    /// <summary>The transition time moves only when the status does.</summary>
    private static BotCondition Carry(BotStatus? previous, ConditionDraft draft, long generation, DateTimeOffset now)
    {
        var before = previous?.Find(draft.Type);
        return new(draft.Type, draft.Status, draft.Reason, draft.Message, before?.Status == draft.Status ? before.LastTransitionTime : now, generation);
    }
}
