namespace BotMaker.Reconciler.Hosting.Logging;

/// <summary>An event as text, without a line feed in it.</summary>
internal abstract class LogLineWriter
{
    public static LogLineWriter For(LogFormat format) => format switch
    {
        LogFormat.Text => new TextLogLine(),
        LogFormat.Journal => new JournalLogLine(),
        LogFormat.Json => new JsonLogLine(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    public abstract string Write(LogLine line);

    /// <summary>A line feed inside a value would begin a line that looks like an event of its own.</summary>
    protected static string OneLine(string text) =>
        text.AsSpan().IndexOfAny('\n', '\r') < 0 ? text : text.ReplaceLineEndings(" | ").Replace('\r', ' ');

    protected static string Details(LogLine line)
    {
        var bot = line.Bot is { } id ? $" bot={id}" : "";
        var reconcile = line.Reconcile is { } pass ? $" reconcile={pass}" : "";
        var exception = line.Exception is { } thrown ? $" exception={thrown}" : "";
        return $"{bot}{reconcile}{exception}";
    }

    /// <summary><c>Control.BotReconciler</c>: our own prefix says nothing.</summary>
    protected static string Short(string category) =>
        category.StartsWith("BotMaker.Reconciler.", StringComparison.Ordinal) ? category["BotMaker.Reconciler.".Length..] : category;
}
