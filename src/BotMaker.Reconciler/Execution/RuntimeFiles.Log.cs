using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Execution;

public sealed partial class RuntimeFiles
{
    [LoggerMessage(5711, LogLevel.Information, "The files of bot {BotId} below the runtime directory were gone, and are written again")]
    private partial void Restored(BotId botId);

    [LoggerMessage(5712, LogLevel.Warning, "The files of bot {BotId} below the runtime directory are gone, and cannot be written: {Cause}")]
    private partial void NotRestored(BotId botId, string cause);

    [LoggerMessage(5713, LogLevel.Information, "Secrets of bot {BotId}, which is gone, were removed from the runtime directory")]
    private partial void Swept(BotId botId);
}
