namespace BotMaker.Reconciler.Observation;

public sealed partial class EngineAvailability
{
    [LoggerMessage(3101, LogLevel.Error, "The engine at {Endpoint} is out of reach: {Cause}. Nothing is changed until it answers; bots that run go on.")]
    private partial void WentDown(string endpoint, string cause);

    [LoggerMessage(3102, LogLevel.Information, "The engine at {Endpoint} answers again after {Seconds:0.0} s")]
    private partial void CameBack(string endpoint, double seconds);
}
