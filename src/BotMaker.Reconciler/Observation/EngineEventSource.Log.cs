namespace BotMaker.Reconciler.Observation;

public sealed partial class EngineEventSource
{
    [LoggerMessage(3001, LogLevel.Warning, "The engine's event stream is lost: {Cause}. It is opened again; nothing is missed, since everything is listed then.")]
    private partial void StreamLost(string cause);
}
