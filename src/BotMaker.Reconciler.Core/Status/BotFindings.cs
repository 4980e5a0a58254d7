namespace BotMaker.Reconciler.Core.Status;

/// <summary>What was found out about a bot beside its containers, each by looking: null where nobody has looked yet.</summary>
public sealed record BotFindings
{
    public static readonly BotFindings None = new();

    /// <summary>What the release's own checks said of the revision that was last to be started in place of another.</summary>
    public Finding? Checks { get; init; }

    /// <summary>What the gateway says of its channels and plugins; about the run that is there now.</summary>
    public Finding? Channels { get; init; }

    /// <summary>The last lines of a gateway that ended for a person to act; null when none did.</summary>
    public string? LastWords { get; init; }

    /// <summary>Whether the hosts that the manifest implies are reached from inside the bot's network.</summary>
    public Finding? Egress { get; init; }
}
