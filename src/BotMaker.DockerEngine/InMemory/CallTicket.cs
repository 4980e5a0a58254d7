using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>One admitted call.</summary>
/// <param name="StartTimestamp">Of the time provider.</param>
/// <param name="LosesReply">The engine does the thing, the caller never hears of it.</param>
/// <param name="Cut">Completes when the engine that admitted the call goes down.</param>
internal sealed record CallTicket(EngineOperation Operation, long StartTimestamp, bool LosesReply, Task Cut)
{
    public DockerEngineException Lost() => CallGate.Unavailable(Operation, "the connection was closed before the reply");
}
