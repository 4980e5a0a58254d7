using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Control;

/// <summary>The order of starts: the highest priority first, then by id.</summary>
internal readonly record struct StartRank(int Priority, BotId Id) : IComparable<StartRank>
{
    public int CompareTo(StartRank other) => other.Priority != Priority ? other.Priority.CompareTo(Priority) : Id.CompareTo(other.Id);
}
