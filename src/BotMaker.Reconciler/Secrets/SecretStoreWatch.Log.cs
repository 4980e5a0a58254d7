namespace BotMaker.Reconciler.Secrets;

internal sealed partial class SecretStoreWatch
{
    [LoggerMessage(2601, LogLevel.Warning, "The secrets directory {Path} is not watched ({Cause}); changes are found by the rescan until it can be.")]
    private partial void NotWatched(string path, string cause);
}
