using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Labels claim, records prove: what carries our labels and is not in the bot's record is not ours.</summary>
public static class OwnershipJudge
{
    public static ValueList<ObservedContainer> Judge(ObservedBot observed, BotRecord record) =>
        observed.Containers.All(c => !c.IsOurs || IsRecorded(c, record))
            ? observed.Containers
            : observed.Containers.Select(c => c.IsOurs && !IsRecorded(c, record) ? c with { Ownership = ContainerOwnership.Unrecorded } : c).ToValueList();

    private static bool IsRecorded(ObservedContainer container, BotRecord record)
    {
        // Without an id the create's answer was lost: the number, written down before, is the proof.
        var attempt = record.Find(container.Attempt);
        return attempt is not null && (attempt.ContainerId is null || string.Equals(attempt.ContainerId, container.Id, StringComparison.Ordinal));
    }
}
