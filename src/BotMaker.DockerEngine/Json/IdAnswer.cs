namespace BotMaker.DockerEngine.Json;

/// <summary>What most creations answer.</summary>
internal sealed record IdAnswer
{
    public required string Id { get; init; }
}
