using BotMaker.DockerEngine;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Logs;

/// <summary>Bots' output for those who read it. A bot is followed only while somebody does, once for all of them. Safe for concurrent use.</summary>
public sealed class LogHub : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BotId, Following> _followed = [];
    private readonly LogFeedParts _parts;
    private readonly Action<long> _dropped;
    private int _readers;

    /// <param name="engine">The engine.</param>
    /// <param name="instance">Whose containers.</param>
    /// <param name="redact">Takes secret values out of a whole line.</param>
    /// <param name="dropped">Told how many lines a slow reader lost.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what nobody expected.</param>
    public LogHub(IContainerEngine engine, string instance, Func<string, string> redact, Action<long> dropped, TimeProvider time, ILogger<LogHub> logger)
    {
        _dropped = dropped;
        Tail = new LogTail(engine, redact);
        _parts = new LogFeedParts(engine, instance, Tail, redact, time, logger);
    }

    /// <summary>What single containers have said so far.</summary>
    public LogTail Tail { get; }

    /// <summary>Bots that are followed now.</summary>
    public int Followed
    {
        get
        {
            lock (_lock) return _followed.Count;
        }
    }

    /// <summary>A reader, to be disposed of. Null: there are <see cref="LogLimits.Readers"/> already.</summary>
    public LogReader? TryOpen(BotId id, LogQuery query)
    {
        if (Interlocked.Increment(ref _readers) <= LogLimits.Readers) return new LogReader(id, query, this, _parts);
        Interlocked.Decrement(ref _readers);
        return null;
    }

    /// <summary>Something happened to the bot's container.</summary>
    public void Wake(BotId id)
    {
        lock (_lock)
        {
            if (_followed.TryGetValue(id, out var following)) following.Feed.Wake();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var following in _followed.Values) following.Dispose();
            _followed.Clear();
        }
    }

    internal LogFeed Join(BotId id)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(id, out var following)) _followed[id] = following = new Following(new LogFeed(id, _parts));
            following.Readers++;
            return following.Feed;
        }
    }

    internal void Leave(BotId id, LogFeed feed)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(id, out var following) || following.Feed != feed || --following.Readers > 0) return;
            _followed.Remove(id);
            following.Dispose();
        }
    }

    internal void Closed() => Interlocked.Decrement(ref _readers);

    internal void Dropped(long lines) => _dropped(lines);

    private sealed class Following : IDisposable
    {
        private readonly CancellationTokenSource _end = new();

        public Following(LogFeed feed)
        {
            Feed = feed;
            _ = Task.Run(() => feed.RunAsync(_end.Token));
        }

        public LogFeed Feed { get; }

        public int Readers { get; set; }

        /// <summary>Without waiting: what reads may be in the middle of a call to the engine.</summary>
        public void Dispose() => _ = EndAsync();

        private async Task EndAsync()
        {
            await _end.CancelAsync();
            _end.Dispose();
        }
    }
}
