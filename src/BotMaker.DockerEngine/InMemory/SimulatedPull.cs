using System.Net;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>What happens when a reference is pulled. The default succeeds at once.</summary>
public sealed record SimulatedPull
{
    /// <summary>From the first progress to the end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Of the image that arrives.</summary>
    public ImageConfig Config { get; init; } = new();

    /// <summary>Bytes.</summary>
    public long Size { get; init; } = 100_000_000;

    /// <summary>Tells apart what a tag points at over time: another content, another image id.</summary>
    public string Content { get; init; } = "";

    /// <summary>The engine refuses before the first progress: 404 for an unknown manifest, 500 for a refused login or a dead registry.</summary>
    public HttpStatusCode? RefusalStatus { get; init; }

    /// <summary>With <see cref="RefusalStatus"/>: the message. Alone: an error inside the 200 stream, after some progress.</summary>
    public string? Error { get; init; }

    /// <summary>Never ends and shows no further progress.</summary>
    public bool Stalls { get; init; }

    public static SimulatedPull ManifestUnknown(string reference) => new()
    {
        RefusalStatus = HttpStatusCode.NotFound,
        Error = $"manifest for {reference} not found: manifest unknown: manifest unknown",
    };
}
