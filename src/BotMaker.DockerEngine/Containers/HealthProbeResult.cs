namespace BotMaker.DockerEngine.Containers;

public sealed record HealthProbeResult
{
    public string? Start { get; init; }

    public string? End { get; init; }

    /// <summary>-1: timed out or could not be run.</summary>
    public long ExitCode { get; init; }

    public string? Output { get; init; }
}
