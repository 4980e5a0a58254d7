using System.Collections.Immutable;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Reporting;

/// <summary>The whole fleet at one moment, immutable.</summary>
/// <param name="Version">Grows by one with each change.</param>
/// <param name="Bots">In the order of their ids.</param>
public sealed record BoardSnapshot(long Version, ImmutableSortedDictionary<BotId, BotEntry> Bots)
{
    public static readonly BoardSnapshot Empty = new(0, ImmutableSortedDictionary<BotId, BotEntry>.Empty);
}
