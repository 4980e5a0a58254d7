namespace BotMaker.DockerEngine.Networks;

public sealed record NetworkIpamPool
{
    /// <summary>CIDR.</summary>
    public string? Subnet { get; init; }

    public string? Gateway { get; init; }
}
