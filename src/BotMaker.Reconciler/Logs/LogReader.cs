using System.Runtime.CompilerServices;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Logs;

/// <summary>One who reads a bot's output. However slow, it holds nothing but a position in the bot's ring, and nobody waits for it.</summary>
public sealed class LogReader : IDisposable
{
    private readonly BotId _id;
    private readonly LogQuery _query;
    private readonly LogHub _hub;
    private readonly LogFeedParts _parts;
    private readonly LogFeed? _feed;
    private bool _closed;

    internal LogReader(BotId id, LogQuery query, LogHub hub, LogFeedParts parts)
    {
        (_id, _query, _hub, _parts) = (id, query, hub, parts);
        _feed = query.Follow ? hub.Join(id) : null;
    }

    /// <summary>Batches in order; without <see cref="LogQuery.Follow"/> it ends with what there is now.</summary>
    /// <exception cref="DockerEngineException">Without <see cref="LogQuery.Follow"/>: the engine does not give the output.</exception>
    public IAsyncEnumerable<LogBatch> ReadAsync(CancellationToken cancellationToken) => _feed is null ? ReadOnceAsync(cancellationToken) : FollowAsync(_feed, cancellationToken);

    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        if (_feed is not null) _hub.Leave(_id, _feed);
        _hub.Closed();
    }

    private long? Since => _query.Since is { } since ? LogTime.ToNanoseconds(since) : null;

    /// <summary>Straight from the engine, at the reader's pace: the engine reads files, so nobody is held up.</summary>
    private async IAsyncEnumerable<LogBatch> ReadOnceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await LogSource.FindAsync(_parts.Engine, _parts.Instance, _id, cancellationToken) is not { } source)
        {
            yield return new([LogLine.MarkOf(_parts.Time.GetUtcNow(), "The bot has no container.")]);
            yield break;
        }

        await foreach (var lines in _parts.Tail.StreamAsync(source, new ContainerLogQuery { Tail = _query.Tail, SinceNanoseconds = Since }, cancellationToken))
            yield return new([.. lines]);
    }

    private async IAsyncEnumerable<LogBatch> FollowAsync(LogFeed feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var joined = LogLine.MarkOf(_parts.Time.GetUtcNow(), "");
        var (before, state) = await ReadBeforeAsync(cancellationToken);
        // The feed began before this look ended, so whatever came since is in the ring, or will be.
        var seam = new LogSeam(before, joined);
        var position = feed.Ring.PositionAfter(seam.Last);
        for (var i = 0; i < before.Count; i += LogLimits.BatchLines) yield return new([.. before.Skip(i).Take(LogLimits.BatchLines)]);
        before = [];
        // The feed marks it too, but perhaps before this reader came.
        if (state is not null) yield return new([LogLine.MarkOf(_parts.Time.GetUtcNow(), state)]);
        while (true)
        {
            await feed.Ring.WaitAsync(position, cancellationToken);
            var batch = feed.Ring.Take(ref position);
            if (batch.Dropped > 0) _hub.Dropped(batch.Dropped);
            var lines = seam.Take(batch.Lines);
            if (state is not null && lines.Count > 0)
            {
                if (IsMark(lines[0], state)) lines = [.. lines.Skip(1)];
                state = null;
            }

            if (lines.Count > 0 || batch.Dropped > 0) yield return batch with { Lines = lines };
        }
    }

    private static bool IsMark(LogLine line, string text) => line.Kind == LogLineKind.Mark && string.Equals(line.Text, text, StringComparison.Ordinal);

    /// <summary>What was before, and what a person should know when nothing comes now. Where it cannot be read, the feed tells why.</summary>
    private async Task<(IReadOnlyList<LogLine> Lines, string? State)> ReadBeforeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await LogSource.FindAsync(_parts.Engine, _parts.Instance, _id, cancellationToken) is not { } source) return ([], LogFeed.NoContainer);
            var lines = await _parts.Tail.ReadAsync(source, _query.Tail ?? LogLimits.RingLines, Since, cancellationToken);
            return (lines, source.IsRunning ? null : source.EndedText);
        }
        catch (DockerEngineException)
        {
            return ([], null);
        }
    }
}
