namespace BotMaker.DockerEngine.Containers;

/// <summary>The API writes sets as maps to <c>{}</c>.</summary>
public sealed record EmptyObject;
