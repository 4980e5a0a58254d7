using System.Globalization;
using System.Text;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>One reading of a container's log, from its first line to the end of the run that it follows. Used under the engine's lock.</summary>
internal sealed class LogReader
{
    private readonly ContainerRecord _container;
    private readonly ContainerLogQuery _query;
    private readonly int _endedRuns;
    private long _position;

    public LogReader(ContainerRecord container, ContainerLogQuery query)
    {
        _container = container;
        _query = query;
        _endedRuns = container.Logs.EndedRuns;
        if (query.Tail is >= 0 and { } tail)
        {
            List<LogRing.Line> wanted = [.. container.Logs.From(0).Where(Wants)];
            _position = tail == 0 ? container.Logs.End : wanted.Count > tail ? wanted[^tail].Position : 0;
        }
    }

    /// <summary>What is there now, and what to await before there is more; null: that was all.</summary>
    public (IReadOnlyList<LogFrame> Frames, Task? More) Next()
    {
        List<LogFrame> frames = [.. _container.Logs.From(_position).Where(Wants).Select(Frame)];
        _position = _container.Logs.End;
        bool goesOn = _query.Follow && _container.Run is not null && _container.Logs.EndedRuns == _endedRuns;
        return (frames, goesOn ? _container.Logs.Changed : null);
    }

    private bool Wants(LogRing.Line line) =>
        (line.Stream == LogStream.Stdout ? _query.Stdout : _query.Stderr)
        && !((line.At - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick < _query.SinceNanoseconds);

    private LogFrame Frame(LogRing.Line line)
    {
        LogStream stream = _query.Tty ? LogStream.Stdout : line.Stream;
        if (!_query.Timestamps) return new LogFrame(stream, line.Data);
        string time = line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '", CultureInfo.InvariantCulture);
        return new LogFrame(stream, (byte[])[.. Encoding.ASCII.GetBytes(time), .. line.Data]);
    }
}
