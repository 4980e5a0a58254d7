namespace BotMaker.DockerEngine.Containers;

public sealed record CreatedContainer
{
    public required string Id { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }
}
