namespace BotMaker.Reconciler.Execution;

/// <summary><c>Network:Pool</c> and <c>Security:UidRange</c>.</summary>
public sealed record HostOptions
{
    /// <summary>CIDR that networks of single bots are cut from, a /28 each.</summary>
    public string NetworkPool { get; init; } = "10.231.0.0/16";

    public int FirstUid { get; init; } = 210_000;

    public int LastUid { get; init; } = 219_999;
}
