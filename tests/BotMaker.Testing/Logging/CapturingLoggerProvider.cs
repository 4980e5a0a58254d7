using Microsoft.Extensions.Logging;

namespace BotMaker.Testing.Logging;

/// <summary>Keeps everything that is logged through it, for tests to look at. Safe for concurrent use.</summary>
public sealed class CapturingLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];
    private readonly List<(Func<LogEntry, bool> Matches, TaskCompletionSource<LogEntry> Signal)> _waiters = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    /// <summary>A copy, in the order of logging.</summary>
    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (_lock) return [.. _entries];
        }
    }

    internal IExternalScopeProvider Scopes => _scopes;

    public ILogger CreateLogger(string categoryName) => new CapturingLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Clear()
    {
        lock (_lock) _entries.Clear();
    }

    /// <summary>Completes with the first entry, past or future, that matches. Gives up after 30 s of real time.</summary>
    public async Task<LogEntry> WaitForAsync(Func<LogEntry, bool> matches, CancellationToken cancellationToken = default)
    {
        var signal = new TaskCompletionSource<LogEntry>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_entries.Find(entry => matches(entry)) is { } found) return found;
            _waiters.Add((matches, signal));
        }

        return await signal.Task.WaitAsync(Patience, cancellationToken);
    }

    public void Dispose()
    {
    }

    internal void Add(LogEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
            for (int i = _waiters.Count - 1; i >= 0; i--)
            {
                if (!_waiters[i].Matches(entry)) continue;
                _waiters[i].Signal.TrySetResult(entry);
                _waiters.RemoveAt(i);
            }
        }
    }
}
