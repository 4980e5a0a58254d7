using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>One admitted call.</summary>
/// <param name="LosesReply">The engine does the thing, the caller never hears of it.</param>
/// <param name="Cut">Completes when the engine that admitted the call goes down.</param>
internal sealed record CallTicket(string Operation, bool LosesReply, Task Cut)
{
    public DockerEngineException Lost() => CallGate.Unavailable(Operation, "the connection was closed before the reply");
}
