namespace BotMaker.Reconciler.Manifests.Files;

internal sealed partial class DirectoryWatch
{
    [LoggerMessage(EventId = 1000, Level = LogLevel.Warning, Message = "{Path} is not watched ({Reason}); changes are found by the rescan until it can be.")]
    private partial void LogNotWatched(string path, string reason);
}
