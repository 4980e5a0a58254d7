namespace BotMaker.DockerEngine.Containers;

/// <param name="Type">Driver, for example <c>json-file</c>.</param>
/// <param name="Config">Options; all values are strings.</param>
public sealed record LogConfig(string Type, IReadOnlyDictionary<string, string>? Config);
