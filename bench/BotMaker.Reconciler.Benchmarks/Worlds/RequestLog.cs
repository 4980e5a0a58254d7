using System.Collections.Concurrent;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>What has arrived at a simulated engine, and when. Pings and the event stream do not count: they are not about bots.</summary>
internal sealed class RequestLog
{
    private readonly ConcurrentQueue<(long At, string Text)> _requests = new();
    private volatile TaskCompletionSource<(long At, string Text)>? _next;

    public IReadOnlyList<string> Texts => [.. _requests.Select(request => request.Text)];

    public void Clear() => _requests.Clear();

    public void Add(string method, string path)
    {
        if (path.EndsWith("/_ping", StringComparison.Ordinal) || path.Contains("/events", StringComparison.Ordinal)) return;
        var request = (TimeProvider.System.GetTimestamp(), $"{method} {path}");
        _requests.Enqueue(request);
        _next?.TrySetResult(request);
    }

    /// <summary>Completes with the next request that arrives from now on.</summary>
    public Task<(long At, string Text)> NextAsync()
    {
        var next = new TaskCompletionSource<(long At, string Text)>(TaskCreationOptions.RunContinuationsAsynchronously);
        _next = next;
        return next.Task;
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
}
