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

    public ActionOutcome.LookAgain? LookAgain { get; init; }

    /// <summary>Nothing was done, since the same was done too often.</summary>
    public static PassOutcome Held(ActionReason reason, int times, TimeSpan wait, DateTimeOffset now)
    {
        var crashes = reason == ActionReason.ContainerExited;
        var message = FormattableString.Invariant(
            $"{(crashes ? "The bot ended and was started" : $"The same was put right ({reason})")} {times} times in a row. Next time at {now + wait:HH:mm:ss} UTC; what is wrong should be found in its log or with whoever changes it.");
        return new PassOutcome
        {
            Failure = new ReconcileFailure(crashes ? "CrashLoopBackOff" : "HealedTooOften", message, IsTerminal: false, crashes ? ConditionType.CrashLoopBackOff : ConditionType.Drifted),
            AtLeast = wait,
        };
    }
}
