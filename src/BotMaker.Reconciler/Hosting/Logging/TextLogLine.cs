using System.Globalization;

namespace BotMaker.Reconciler.Hosting.Logging;

/// <summary><c>2026-01-01T00:00:00.000Z info  Control.BotReconciler: message bot=a reconcile=7</c></summary>
internal sealed class TextLogLine : LogLineWriter
{
    public override string Write(LogLine line) => OneLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {Name(line.Level),-5} {Short(line.Category)}: {line.Message}{Details(line)}"));

    internal static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "crit",
    };
}
