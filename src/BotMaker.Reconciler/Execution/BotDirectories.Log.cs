namespace BotMaker.Reconciler.Execution;

public sealed partial class BotDirectories
{
    [LoggerMessage(5201, LogLevel.Warning, "This process may not change owners of files (CAP_CHOWN): all bots run under its own uid {Uid}")]
    private partial void OwnUid(int uid);

    [LoggerMessage(5202, LogLevel.Warning, "'{Path}' could not be removed: {Cause}. It is harmless and can be removed by hand.")]
    private partial void NotRemoved(string path, string cause);
}
