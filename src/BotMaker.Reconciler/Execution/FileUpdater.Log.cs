using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Execution;

internal sealed partial class FileUpdater
{
    [LoggerMessage(5701, LogLevel.Information, "Bot {BotId} took its changed files without a restart: {Fields}")]
    private partial void Took(BotId botId, string fields);

    [LoggerMessage(5702, LogLevel.Warning, "Bot {BotId} did not take its changed files by itself ({Cause}): it needs a restart")]
    private partial void NeedsRestart(BotId botId, string cause);

    [LoggerMessage(5703, LogLevel.Warning, "Bot {BotId} refused its changed configuration and goes on with the one it had: {Line}")]
    private partial void Refused(BotId botId, string line);
}
