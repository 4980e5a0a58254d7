using BotMaker.Reconciler.Core.Planning;

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
        var status = new BotStatus
        {
            Id = report.Intent.Id,
            Phase = PhaseRules.Of(view),
            Conditions = [.. ConditionRules.All(view, previous).Select(c => Carry(previous, c, generation, report.Now))],
            Image = report.Intent.Bot?.Spec.Image.Reference,
            ObservedGeneration = generation,
            LastSuccessAt = previous?.LastSuccessAt,
        };
        status = view.EngineAnswered ? WithContainer(status, view) : WithLastSeen(status, previous, view);
        return status.Is(ConditionType.Ready) && previous?.Is(ConditionType.Ready) != true ? status with { LastSuccessAt = report.Now } : status;
    }

    private static BotStatus WithContainer(BotStatus status, BotView view) => view.Container is not { } container
        ? status
        : status with
        {
            ContainerId = container.Id,
            ContainerName = container.Name,
            Image = container.Image ?? status.Image,
            ImageId = container.ImageId,
            SpecHash = container.SpecHash,
            Restarts = view.Report.Restarts is { } restarts && CrashLoop.IsAbout(restarts, container) ? restarts.Total : container.RestartCount,
            StartedAt = container.StartedAt,
        };

    /// <summary>The engine did not answer: what was seen last stays, and Ready says that it is not known.</summary>
    private static BotStatus WithLastSeen(BotStatus status, BotStatus? previous, BotView view) => previous is null
        ? status
        : status with
        {
            Phase = view.IsDeletion ? status.Phase : previous.Phase,
            ContainerId = previous.ContainerId,
            ContainerName = previous.ContainerName,
            Image = previous.Image ?? status.Image,
            ImageId = previous.ImageId,
            SpecHash = previous.SpecHash,
            Restarts = previous.Restarts,
            StartedAt = previous.StartedAt,
        };

    /// <summary>The transition time moves only when the status does.</summary>
    private static BotCondition Carry(BotStatus? previous, ConditionDraft draft, long generation, DateTimeOffset now)
    {
        var before = previous?.Find(draft.Type);
        return new(draft.Type, draft.Status, draft.Reason, draft.Message, before?.Status == draft.Status ? before.LastTransitionTime : now, generation);
    }
}
