namespace BotMaker.Reconciler.Logs;

/// <summary>
/// The newest lines of one bot. One writes, many read, each with a position of its own: a reader that is too slow loses the oldest lines and costs nothing.
/// </summary>
internal sealed class LogRing(int maxLines = LogLimits.RingLines, long maxBytes = LogLimits.RingBytes)
{
    private const int FirstCapacity = 64;

    private readonly Lock _lock = new();
    private LogLine[] _lines = new LogLine[Math.Min(FirstCapacity, maxLines)];
    private int _count;
    private long _end;
    private long _bytes;
    private TaskCompletionSource? _grown;

    /// <summary>The position behind the newest line: how many there have been.</summary>
    public long End
    {
        get
        {
            lock (_lock) return _end;
        }
    }

    /// <summary>Memory that the lines take.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    public void Append(ReadOnlySpan<LogLine> lines)
    {
        if (lines.IsEmpty) return;
        lock (_lock)
        {
            foreach (var line in lines) Append(line);
            _grown?.TrySetResult();
            _grown = null;
        }
    }

    /// <summary>The next lines from a position on, which moves behind them.</summary>
    public LogBatch Take(ref long position)
    {
        lock (_lock)
        {
            var oldest = _end - _count;
            var dropped = Math.Max(0, oldest - position);
            position += dropped;
            List<LogLine> lines = [];
            for (var bytes = 0; position < _end && lines.Count < LogLimits.BatchLines && bytes < LogLimits.BatchBytes; position++)
            {
                ref readonly var line = ref At(position);
                lines.Add(line);
                bytes += line.Cost;
            }

            return new LogBatch(lines, dropped);
        }
    }

    /// <summary>The position behind a line that was read elsewhere; where it is not kept, the first of a later time.</summary>
    public long PositionAfter(LogLine line)
    {
        lock (_lock)
        {
            var position = _end;
            for (; position > _end - _count; position--)
            {
                ref readonly var known = ref At(position - 1);
                if (known == line) return position;
            }

            while (position < _end && At(position).Nanoseconds <= line.Nanoseconds) position++;
            return position;
        }
    }

    /// <summary>All that is kept, oldest first.</summary>
    public IReadOnlyList<LogLine> ToList()
    {
        lock (_lock)
        {
            var all = new LogLine[_count];
            for (var i = 0; i < all.Length; i++) all[i] = At(_end - _count + i);
            return all;
        }
    }

    /// <summary>Completes when there is a line at this position or behind it.</summary>
    public Task WaitAsync(long position, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (position < _end) return Task.CompletedTask;
            _grown ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _grown.Task.WaitAsync(cancellationToken);
        }
    }

    private void Append(LogLine line)
    {
        while (_count > 0 && (_count == maxLines || _bytes + line.Cost > maxBytes)) DropOldest();
        if (_count == _lines.Length) Grow();
        At(_end++) = line;
        _count++;
        _bytes += line.Cost;
    }

    private void DropOldest()
    {
        ref var oldest = ref At(_end - _count);
        _bytes -= oldest.Cost;
        oldest = default;
        _count--;
    }

    private void Grow()
    {
        var larger = new LogLine[Math.Min(_lines.Length * 2, maxLines)];
        for (var position = _end - _count; position < _end; position++) larger[position % larger.Length] = At(position);
        _lines = larger;
    }

    private ref LogLine At(long position) => ref _lines[position % _lines.Length];
}
