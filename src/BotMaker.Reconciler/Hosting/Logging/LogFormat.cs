namespace BotMaker.Reconciler.Hosting.Logging;

public enum LogFormat
{
    /// <summary>For a terminal: time, level, message.</summary>
    Text,

    /// <summary>For systemd: a priority before each line, and no time, which the journal has.</summary>
    Journal,

    /// <summary>One object a line.</summary>
    Json,
}
