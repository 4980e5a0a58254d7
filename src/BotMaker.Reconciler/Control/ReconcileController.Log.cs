namespace BotMaker.Reconciler.Control;

public sealed partial class ReconcileController
{
    [LoggerMessage(4101, LogLevel.Warning, "{Reason}: {Message} Next try in {Seconds:0.#} s.")]
    private partial void Failed(string reason, string message, double seconds);

    [LoggerMessage(4102, LogLevel.Warning, "Waits for a person: {Why}")]
    private partial void Stalled(string why);

    [LoggerMessage(4103, LogLevel.Error, "An error that nobody expected; this bot is looked at again in {Seconds:0.#} s, the others go on")]
    private partial void Panicked(Exception exception, double seconds);
}
