namespace BotMaker.DockerEngine.Containers;

public sealed record ContainerNetworkSettings
{
    public IReadOnlyDictionary<string, EndpointSettings>? Networks { get; init; }

    /// <summary>Published ports as they are, keys with protocol.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? Ports { get; init; }
}
