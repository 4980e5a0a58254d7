using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Control;

/// <summary>How a pass over one bot ended. A closed hierarchy.</summary>
public abstract record ReconcileResult
{
    private ReconcileResult()
    {
    }

    /// <summary>What is seen is what is wanted, as far as it can be had.</summary>
    /// <param name="Acted">Something had to be done for it.</param>
    /// <param name="RevisitAt">Something ends by itself then; null: only a change is a reason to look again.</param>
    public sealed record Converged(bool Acted, DateTimeOffset? RevisitAt = null) : ReconcileResult;

    /// <summary>Nothing is wrong; it is under way.</summary>
    /// <param name="After">When to look again.</param>
    /// <param name="Why">For the log.</param>
    public sealed record Progressing(TimeSpan After, string Why) : ReconcileResult;

    /// <summary>May succeed when it is tried again.</summary>
    /// <param name="Failure">What people see.</param>
    /// <param name="AtLeast">Not to be tried again before.</param>
    public sealed record Failed(ReconcileFailure Failure, TimeSpan? AtLeast) : ReconcileResult;

    /// <summary>Trying again does not help. Looked at again when something changes, and at each resync.</summary>
    /// <param name="Why">What people see.</param>
    /// <param name="RevisitAt">It ends by itself then; null: it does not.</param>
    public sealed record Stalled(string Why, DateTimeOffset? RevisitAt = null) : ReconcileResult;
}
