using System.Globalization;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Control;

/// <summary>What the actions of one pass came to.</summary>
public sealed record PassOutcome
{
    /// <summary>At least one action was begun.</summary>
    public bool Acted { get; init; }

    public ReconcileFailure? Failure { get; init; }

    /// <summary>With a failure: not to be tried again before.</summary>
    public TimeSpan? AtLeast { get; init; }

    /// <summary>The rest has to wait for the bot's turn to start.</summary>
    public StartWait? StartWait { get; init; }

    public ActionOutcome.LookAgain? LookAgain { get; init; }

    /// <summary>With a failure that ends by itself: when.</summary>
    public DateTimeOffset? RevisitAt { get; init; }

    /// <summary>Nothing was done, since the same was put right too often.</summary>
    public static PassOutcome Tripped(HealedDifference healed, DateTimeOffset until, BotId id) => new()
    {
        RevisitAt = until,
        Failure = new ReconcileFailure(
            "LoopBreaker",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The same was put right {LoopBreaker.MaxHeals} times within {LoopBreaker.Window.TotalMinutes:0} min, and something changes it back each time: {healed}. It is left so until {until.UtcDateTime:HH:mm:ss} UTC, or until the manifest changes. Find who changes it, then `botmaker release {id}`."),
            IsTerminal: true,
            ConditionType.Drifted),
    };
}
