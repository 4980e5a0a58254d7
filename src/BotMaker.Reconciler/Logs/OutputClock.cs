namespace BotMaker.Reconciler.Logs;

/// <summary>
/// Sees on one connection that the engine began again with older lines, as it does when it turns a log file over while it is followed. The two outputs
/// are written side by side, so each has a clock of its own.
/// </summary>
internal sealed class OutputClock
{
    private long _stdout;
    private long _stderr;

    public bool WentBack(List<LogLine> lines)
    {
        var wentBack = false;
        foreach (var line in lines)
        {
            ref var last = ref line.Kind == LogLineKind.Stderr ? ref _stderr : ref _stdout;
            wentBack |= line.Nanoseconds < last;
            last = line.Nanoseconds;
        }

        return wentBack;
    }
}
