using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Control;

public sealed partial class BotReconciler
{
    [LoggerMessage(4001, LogLevel.Information, "{Action}: {Reason}")]
    private partial void Acting(string action, ActionReason reason);

    [LoggerMessage(4002, LogLevel.Warning, "{Action} failed: {Message}")]
    private partial void ActionFailed(string action, string message);

    [LoggerMessage(4003, LogLevel.Information, "{Action} is not finished: {Why}")]
    private partial void MustLookAgain(string action, string why);
}
