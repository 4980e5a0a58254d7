namespace BotMaker.Reconciler.Logs;

public enum LogLineKind
{
    Stdout,

    Stderr,

    /// <summary>Not the bot's: what happened to the stream, for people.</summary>
    Mark,
}
