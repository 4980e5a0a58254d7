using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Several containers of one bot: which of them counts. A running one before all others, so that a healthy bot is never given up for a newer twin.</summary>
internal static class ContainerChoice
{
    /// <summary>The one that is what the spec wants.</summary>
    public static ObservedContainer? Current(ValueList<ObservedContainer> ours, DesiredBot bot, BotRecord record) =>
        Best(ours.Where(c => SpecMatch.Fits(c, bot, record.Find(c.Attempt))));

    /// <summary>The one that stands for the bot although it is not what the spec wants.</summary>
    public static ObservedContainer? Old(ValueList<ObservedContainer> ours) =>
        Best(ours.Where(c => c.Phase is not (ContainerPhase.Dead or ContainerPhase.Removing)));

    public static ValueList<ObservedContainer> Except(ValueList<ObservedContainer> ours, ObservedContainer chosen) =>
        ours.Count == 1 ? [] : ours.Where(c => !string.Equals(c.Id, chosen.Id, StringComparison.Ordinal)).ToValueList();

    private static ObservedContainer? Best(IEnumerable<ObservedContainer> candidates) => candidates
        .OrderByDescending(c => c.Phase == ContainerPhase.Running)
        .ThenByDescending(c => c.MayRun)
        .ThenByDescending(c => SpecHasher.IsComparable(c.SpecHash))
        .ThenByDescending(c => c.Attempt)
        .ThenBy(c => c.Id, StringComparer.Ordinal)
        .FirstOrDefault();
}
