namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>A container that we decided to create, written down before the create. It proves that what carries its number is ours.</summary>
public sealed record AttemptRecord
{
    public required int Number { get; init; }

    public required string SpecHash { get; init; }

    /// <summary>Full id; null while the create's answer is not known.</summary>
    public string? ContainerId { get; init; }

    public string? ImageId { get; init; }

    /// <summary>The spec's fields as they were rendered, path to value, secrets excluded: what a plan shows as the old values.</summary>
    public Values.ValueMap<string> Fields { get; init; }

    /// <summary>
    /// We stopped it because the bot was not to run; written down before the stop and taken back by a start. A bot that was stopped so runs again when
    /// it is wanted to, whatever its restart policy says about bots that end by themselves.
    /// </summary>
    public bool StoppedByUs { get; init; }

    /// <summary>Keyed digest of every secret value that its files hold; null where it was made before digests were kept.</summary>
    public string? SecretDigest { get; init; }

    /// <summary>Keyed digests of the accounts that it logs in to channels with, as long as its container is there.</summary>
    public Values.ValueList<string> Accounts { get; init; }

    /// <summary>Not null: its files were changed, and the gateway is not known to have taken them.</summary>
    public WrittenFiles? Written { get; init; }

    /// <summary>The last files that its gateway did not take.</summary>
    public RefusedFiles? Refused { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
}
