namespace BotMaker.Reconciler.Control;

public sealed partial class ReconcilerDaemon
{
    [LoggerMessage(4301, LogLevel.Information, "The manifests are read and the engine is listed: {Workers} workers begin")]
    private partial void Working(int workers);

    [LoggerMessage(4302, LogLevel.Warning, "{Count} passes did not end in time and are cut off; what they were doing is found out at the next start")]
    private partial void DrainedLate(int count);
}
