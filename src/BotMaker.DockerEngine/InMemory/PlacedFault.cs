using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>What the next call of an operation meets: an exception instead of the work, or a reply that is lost after it.</summary>
internal sealed record PlacedFault(DockerEngineException? Exception, bool LosesReply);
