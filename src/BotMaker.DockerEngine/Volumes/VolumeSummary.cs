namespace BotMaker.DockerEngine.Volumes;

public sealed record VolumeSummary
{
    public required string Name { get; init; }

    public string? Driver { get; init; }

    public string? Mountpoint { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
