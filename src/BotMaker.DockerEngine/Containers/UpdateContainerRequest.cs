namespace BotMaker.DockerEngine.Containers;

/// <summary>What can change without a new container. Null members are not sent; 0 is read as unchanged.</summary>
public sealed record UpdateContainerRequest
{
    public long? Memory { get; init; }

    /// <summary>Goes with <see cref="Memory"/>: raising memory above the present swap limit alone is refused.</summary>
    public long? MemorySwap { get; init; }

    public long? NanoCpus { get; init; }

    public long? PidsLimit { get; init; }

    public RestartPolicy? RestartPolicy { get; init; }
}
