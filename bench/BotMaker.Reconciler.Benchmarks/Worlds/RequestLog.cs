using System.Collections.Concurrent;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>What has arrived at a simulated engine, and when. Pings and the event stream do not count: they are not about bots.</summary>
internal sealed class RequestLog
{
    private readonly ConcurrentQueue<(long At, string Text)> _requests = new();
    private volatile Waiter? _waiter;

    public IReadOnlyList<string> Texts => [.. _requests.Select(request => request.Text)];

    public void Clear() => _requests.Clear();

    public void Add(string method, string path)
    {
        if (path.EndsWith("/_ping", StringComparison.Ordinal) || path.Contains("/events", StringComparison.Ordinal)) return;
        var request = (TimeProvider.System.GetTimestamp(), $"{method} {path}");
        _requests.Enqueue(request);
        if (_waiter is { } waiter && path.Contains(waiter.Part, StringComparison.Ordinal)) waiter.Seen.TrySetResult(request);
    }

    /// <summary>Completes with the next request whose address has this part in it. One wait at a time.</summary>
    public Task<(long At, string Text)> NextAsync(string part)
    {
        var waiter = new Waiter(part, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiter = waiter;
        return waiter.Seen.Task;
    }

    /// <summary>Returns when no request has arrived for so long.</summary>
    public async Task QuietAsync(TimeSpan quiet, CancellationToken cancellationToken)
    {
        for (var seen = -1; seen != _requests.Count;)
        {
            seen = _requests.Count;
            await Task.Delay(quiet, TimeProvider.System, cancellationToken);
        }
    }

    private sealed record Waiter(string Part, TaskCompletionSource<(long At, string Text)> Seen);
}
