using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>
/// The journal of a change by a new container, written before each step. It names both containers, so that whatever is interrupted goes on to the same
/// end; and after a failure it says which revision is not to be tried again.
/// </summary>
public sealed record RolloutRecord
{
    public required RolloutPhase Phase { get; init; }

    /// <summary>The new container's attempt.</summary>
    public required int Attempt { get; init; }

    public required string SpecHash { get; init; }

    /// <summary><see cref="RevisionKey"/> of the spec that the new container is of.</summary>
    public required string Revision { get; init; }

    /// <summary>After a failure: keyed digest of the secret values with which it is not tried again; null while it is not known.</summary>
    public string? SecretDigest { get; init; }

    public string? ImageId { get; init; }

    /// <summary>Full id of the new container, once it is known.</summary>
    public string? ContainerId { get; init; }

    public required int OldAttempt { get; init; }

    /// <summary>Full id of the container that is gone back to.</summary>
    public required string OldContainerId { get; init; }

    public required ChangeClass Class { get; init; }

    /// <summary>The state saved before the new container was started, by attempt; null: the change cannot migrate state, or it has not come so far.</summary>
    public int? Snapshot { get; init; }

    /// <summary>The state must be put back from here before anything of the bot is started.</summary>
    public int? RestoreFrom { get; init; }

    /// <summary>When the phase was entered; stamped by whoever writes it down.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Since when the container on trial has been ready without a break: the new one, or after a rollback the old one.</summary>
    public DateTimeOffset? ReadySince { get; init; }

    /// <summary>After a rollback: the old container was ready for long enough, so that its next end is an ordinary one.</summary>
    public bool IsOldProven { get; init; }

    public RolloutFailure? Failure { get; init; }

    /// <summary>The new revision is neither proven nor given up.</summary>
    public bool IsUnderWay => Phase is RolloutPhase.Replacing or RolloutPhase.OnTrial or RolloutPhase.RollingBack;
}
