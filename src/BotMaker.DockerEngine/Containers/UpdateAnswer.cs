namespace BotMaker.DockerEngine.Containers;

internal sealed record UpdateAnswer(IReadOnlyList<string>? Warnings);
