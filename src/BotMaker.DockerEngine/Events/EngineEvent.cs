namespace BotMaker.DockerEngine.Events;

/// <summary>One event. Attributes hold the object's labels and the engine's own (<c>name</c>, <c>image</c>, <c>exitCode</c>, …) in one map.</summary>
/// <param name="Type"><c>container</c>, <c>image</c>, <c>network</c>, …</param>
/// <param name="Action">For example <c>die</c>; a health transition is <c>health_status: healthy</c>.</param>
/// <param name="ActorId">Full id of the object.</param>
/// <param name="TimeNanoseconds">The engine's clock, nanoseconds since the Unix epoch.</param>
public sealed record EngineEvent(string Type, string Action, string ActorId, long TimeNanoseconds, IReadOnlyDictionary<string, string> Attributes);
