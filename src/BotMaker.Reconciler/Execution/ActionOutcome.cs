using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Execution;

/// <summary>How an action ended. A closed hierarchy. An engine that is out of reach is no outcome but an exception: it says nothing about the bot.</summary>
public abstract record ActionOutcome
{
    private ActionOutcome()
    {
    }

    /// <summary>The engine was seen to be as the action wants it.</summary>
    public sealed record Done : ActionOutcome
    {
        public static readonly Done Instance = new();
    }

    /// <summary>Nothing is wrong, but the rest of the plan no longer fits, or something has to end first: look again.</summary>
    /// <param name="After">When.</param>
    /// <param name="Why">For the log.</param>
    public sealed record LookAgain(TimeSpan After, string Why) : ActionOutcome;

    /// <param name="Failure">What people see.</param>
    /// <param name="AtLeast">Not to be tried again before; null leaves it to the back-off.</param>
    public sealed record Failed(ReconcileFailure Failure, TimeSpan? AtLeast = null) : ActionOutcome;
}
