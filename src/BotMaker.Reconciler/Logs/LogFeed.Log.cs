using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Logs;

internal sealed partial class LogFeed
{
    private readonly ILogger _logger = parts.Logger;

    [LoggerMessage(6001, LogLevel.Error, "Following the output of {BotId} failed; it is tried again")]
    private partial void LogFollowingFailed(Exception exception, BotId botId);
}
