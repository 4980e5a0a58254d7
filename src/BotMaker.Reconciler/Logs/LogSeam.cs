namespace BotMaker.Reconciler.Logs;

/// <summary>
/// Where what a reader read by itself meets what the feed follows. The feed begins earlier and may lag behind, so its first lines may be ones that the
/// reader has already. The end of what was read is known by its last line; times alone do not order lines, since the two outputs are written side by side.
/// </summary>
internal sealed class LogSeam(IReadOnlyList<LogLine> before, LogLine joined)
{
    /// <summary>Lines that are written in the same moment are few.</summary>
    private const int Near = 128;

    private readonly HashSet<LogLine> _near = [.. before.TakeLast(Near)];

    /// <summary>The last line that was read before; without any, the moment at which the reader came.</summary>
    public LogLine Last { get; } = before.Count > 0 ? before[^1] : joined;

    public bool IsPassed { get; private set; }

    /// <summary>What of these lines is new.</summary>
    public IReadOnlyList<LogLine> Take(IReadOnlyList<LogLine> lines)
    {
        if (IsPassed) return lines;
        List<LogLine> taken = [];
        foreach (var line in lines)
        {
            if (IsPassed) taken.Add(line);
            else if (line == Last) IsPassed = true;
            else if (line.Nanoseconds > Last.Nanoseconds && !_near.Contains(line))
            {
                taken.Add(line);
                IsPassed = line.Kind != LogLineKind.Mark;
            }
        }

        return taken;
    }
}
