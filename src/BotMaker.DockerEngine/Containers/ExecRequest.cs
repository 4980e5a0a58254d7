namespace BotMaker.DockerEngine.Containers;

public sealed record ExecRequest
{
    public required IReadOnlyList<string> Command { get; init; }

    public string? User { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Output beyond this many bytes is read and dropped.</summary>
    public int MaxOutputBytes { get; init; } = 1024 * 1024;
}
