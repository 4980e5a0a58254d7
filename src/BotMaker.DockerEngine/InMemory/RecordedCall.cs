using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <param name="Operation">The name of an <see cref="EngineOperation"/>.</param>
/// <param name="Target">Id, name or reference as the caller gave it; null where the call has none.</param>
public sealed record RecordedCall(string Operation, string? Target, DateTimeOffset At)
{
    public override string ToString() => Target is null ? Operation : $"{Operation} {Target}";
}
