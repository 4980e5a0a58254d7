namespace BotMaker.Reconciler.Manifests;

/// <summary>Event ids 1000 to 1099 belong to this folder.</summary>
public sealed partial class ManifestSource
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Manifests scanned: {Bots} bots, {Changed} changed, {Milliseconds:F0} ms.")]
    private partial void LogScanned(int bots, int changed, double milliseconds);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "The manifests directory {Directory} is read.")]
    private partial void LogAvailable(string directory);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Error, Message = "A record of the last good manifests could not be kept: {Problem}")]
    private partial void LogRecordProblem(string problem);
}
