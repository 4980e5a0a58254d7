namespace BotMaker.DockerEngine.Networks;

public sealed record CreateNetworkRequest
{
    public required string Name { get; init; }

    public string Driver { get; init; } = "bridge";

    public bool CheckDuplicate { get; init; } = true;

    public bool Internal { get; init; }

    /// <summary>For example <c>com.docker.network.bridge.enable_icc</c> to <c>false</c>.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public NetworkIpam? IPAM { get; init; }
}
