namespace BotMaker.OpenClaw.Releases;

/// <summary>Whether a release can be run, and how. Either <see cref="Error"/> or <see cref="Dialect"/> is set.</summary>
public sealed record ReleaseVerdict
{
    public required OpenClawRelease Release { get; init; }

    public Dialect? Dialect { get; init; }

    /// <summary>Worth telling a person, but no obstacle.</summary>
    public string? Warning { get; init; }

    public string? Error { get; init; }
}
