namespace BotMaker.DockerEngine.Images;

public sealed record ImageListQuery
{
    /// <summary><c>key</c> or <c>key=value</c>; all must match.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Null: both.</summary>
    public bool? Dangling { get; init; }
}
