using System.Collections.Concurrent;
using BotMaker.DockerEngine.Events;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>When containers of one instance's bots were started and destroyed, by the engine's events and this process's clock.</summary>
internal sealed class StartWatch : IAsyncDisposable
{
    private readonly EngineEventStream _stream;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<(string Action, string Bot), TaskCompletionSource<long>> _waiters = [];
    private readonly ConcurrentDictionary<string, long> _started = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<long> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _bots;
    private readonly Task _reading;

    private StartWatch(EngineEventStream stream, int bots)
    {
        _stream = stream;
        _bots = bots;
        _reading = ReadAsync();
    }

    /// <summary>Completes with the time at which the last of the expected bots was started.</summary>
    public Task<long> AllStarted => _all.Task;

    public static async Task<StartWatch> OpenAsync(RealEngine engine, string instance, int bots, CancellationToken cancellationToken)
    {
        var query = new EngineEventQuery { Types = ["container"], Actions = ["start", "destroy"], Labels = [$"{Labels.Reconciler}={instance}"] };
        return new StartWatch(await engine.Client.System.OpenEventsAsync(query, cancellationToken), bots);
    }

    /// <summary>Completes with the time of the bot's next event of this kind.</summary>
    public Task<long> NextAsync(string action, string bot)
    {
        var waiter = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters[(action, bot)] = waiter;
        return waiter.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _stream.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in _stream.ReadAllAsync(_end.Token))
        {
            // One-shot containers have a purpose beside the bot's id.
            if (!happened.Attributes.TryGetValue(Labels.BotId, out var bot) || happened.Attributes.ContainsKey(Labels.Purpose)) continue;
            var now = TimeProvider.System.GetTimestamp();
            if (happened.Action is "start")
            {
                _started.TryAdd(bot, now);
                if (_started.Count == _bots) _all.TrySetResult(now);
            }

            if (_waiters.TryRemove((happened.Action, bot), out var waiter)) waiter.TrySetResult(now);
        }
    }
}
