namespace BotMaker.DockerEngine.Networks;

public sealed record NetworkIpam
{
    public string? Driver { get; init; }

    public IReadOnlyList<NetworkIpamPool>? Config { get; init; }
}
