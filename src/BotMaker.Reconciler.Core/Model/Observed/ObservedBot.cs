using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>Everything on the engine that concerns one bot. It may be stale by the time it is read.</summary>
/// <param name="Id">The bot.</param>
/// <param name="Containers">By attempt, then by id. Those of other instances are left out unless they hold a name that we need.</param>
/// <param name="ObservedAt">When it was asked.</param>
public sealed record ObservedBot(BotId Id, ValueList<ObservedContainer> Containers, DateTimeOffset ObservedAt)
{
    public static ObservedBot Nothing(BotId id, DateTimeOffset at) => new(id, [], at);
}
