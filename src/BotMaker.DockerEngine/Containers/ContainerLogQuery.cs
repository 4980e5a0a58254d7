namespace BotMaker.DockerEngine.Containers;

public sealed record ContainerLogQuery
{
    public bool Stdout { get; init; } = true;

    public bool Stderr { get; init; } = true;

    public bool Follow { get; init; }

    /// <summary>Last lines; null is all.</summary>
    public int? Tail { get; init; }

    /// <summary>Nanoseconds since the Unix epoch, inclusive.</summary>
    public long? SinceNanoseconds { get; init; }

    /// <summary>Each entry begins with an RFC 3339 time and a blank.</summary>
    public bool Timestamps { get; init; }

    /// <summary>The container has a terminal: its stream is raw. From its inspection, since older engines do not say it in the answer.</summary>
    public bool Tty { get; init; }
}
