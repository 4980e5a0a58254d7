namespace BotMaker.Reconciler.Hosting.Logging;

/// <summary><c>&lt;6&gt;Control.BotReconciler: message bot=a</c>: the priority as systemd reads it off a unit's output (sd-daemon(3)).</summary>
internal sealed class JournalLogLine : LogLineWriter
{
    public override string Write(LogLine line) => OneLine($"<{Priority(line.Level)}>{Short(line.Category)}: {line.Message}{Details(line)}");

    private static int Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => 2,
        LogLevel.Error => 3,
        LogLevel.Warning => 4,
        LogLevel.Information => 6,
        _ => 7,
    };
}
