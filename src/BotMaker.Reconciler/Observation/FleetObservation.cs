using System.Collections.Frozen;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;

namespace BotMaker.Reconciler.Observation;

/// <summary>All bots at one moment.</summary>
/// <param name="Bots">Those that have containers.</param>
/// <param name="Changed">Those whose containers are not as they were seen last, or were never seen.</param>
/// <param name="Stale">Unchanged in the list, but not inspected for long: limits and counters are not in a list.</param>
/// <param name="ObservedAt">When it was asked.</param>
public sealed record FleetObservation(
    FrozenDictionary<BotId, ObservedBot> Bots,
    IReadOnlySet<BotId> Changed,
    IReadOnlySet<BotId> Stale,
    DateTimeOffset ObservedAt)
{
    public ObservedBot Of(BotId id) => Bots.GetValueOrDefault(id) ?? ObservedBot.Nothing(id, ObservedAt);
}
