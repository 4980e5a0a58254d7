using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>What to do for one bot now, and why. Pure data: the daemon and <c>botmaker plan</c> get the same.</summary>
public sealed record BotPlan
{
    public required BotId Id { get; init; }

    /// <summary>In this order; a failure ends the walk and the next look plans anew.</summary>
    public ValueList<BotAction> Actions { get; init; }

    /// <summary>The highest class of the changes that the actions apply, or, with <see cref="PlanBlockKind.Disruption"/>, of those that wait.</summary>
    public ChangeClass Class { get; init; }

    /// <summary>What the actions apply, or, with <see cref="PlanBlockKind.Disruption"/>, what waits. Empty where the record does not know the old values.</summary>
    public ValueList<FieldChange> Changes { get; init; }

    /// <summary>Not null: something is held back. Actions that are safe all the same may be there too.</summary>
    public PlanBlock? Block { get; init; }

    /// <summary>The bot itself is going away.</summary>
    public bool IsDeletion { get; init; }

    /// <summary>Look again after this time although nothing is to be done now (a removal or an engine restart under way).</summary>
    public TimeSpan? LookAgainAfter { get; init; }

    /// <summary>Plan again then although nothing is under way: something ends by itself.</summary>
    public DateTimeOffset? RevisitAt { get; init; }

    /// <summary>Not null: somebody holds the bot or the fleet, and nothing is done.</summary>
    public PlanBlock? Held { get; init; }

    /// <summary>With <see cref="Held"/>: what would be done otherwise.</summary>
    public ValueList<BotAction> Withheld { get; init; }
    /// <summary>The change under way, or the one that failed, as the journal had it when the plan was made.</summary>
    public RolloutRecord? Rollout { get; init; }

    /// <summary>What will be done at <see cref="RevisitAt"/>, when its grace is over.</summary>
    public ValueList<BotAction> Deferred { get; init; }

    /// <summary>Fields that differ and wait for the next new container, such as labels.</summary>
    public ValueList<FieldChange> Pending { get; init; }

    /// <summary>What it knew of the bot's files; null: nothing.</summary>
    public DesiredFiles? Files { get; init; }

    public bool IsNoop => Actions.Count == 0;
}
