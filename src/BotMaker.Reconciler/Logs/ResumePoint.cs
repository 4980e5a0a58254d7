namespace BotMaker.Reconciler.Logs;

/// <summary>
/// Up to where a container's output was read, so that a new connection goes on there: the engine is asked from the time of the last line on, that
/// time included, and the lines of that time that were read already are passed over.
/// </summary>
internal sealed class ResumePoint
{
    private int _readAtSince;
    private int _toSkip;

    /// <summary>Null: from the beginning.</summary>
    public long? Since { get; private set; }

    public void StartAt(long? nanoseconds)
    {
        Since = nanoseconds;
        _readAtSince = 0;
    }

    /// <summary>A new connection begins.</summary>
    public void Resume() => _toSkip = _readAtSince;

    /// <summary>Takes out what was read before, and notes the rest as read.</summary>
    public void Skip(List<LogLine> lines)
    {
        lines.RemoveAll(line => _toSkip > 0 && line.Nanoseconds == Since && _toSkip-- > 0);
        foreach (var line in lines)
        {
            if (line.Nanoseconds > Since || Since is null)
            {
                Since = line.Nanoseconds;
                _readAtSince = 1;
                _toSkip = 0;
            }
            else if (line.Nanoseconds == Since)
            {
                _readAtSince++;
            }
        }
    }
}
