using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Events;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Observation;

/// <summary>
/// Turns the engine's events into keys. Events are only a hint to look: none of them is trusted, and the reader never waits for anybody,
/// since a subscriber that stops reading slows the whole engine. A dead stream looks like silence, so silence is probed.
/// </summary>
public sealed partial class EngineEventSource(
    IContainerEngine engine,
    string instance,
    EngineSignals signals,
    TimeProvider time,
    ILogger<EngineEventSource> logger)
{
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan LongestReconnectDelay = TimeSpan.FromSeconds(5);

    private static readonly string[] Actions =
        ["create", "start", "die", "destroy", "remove", "oom", "health_status", "pause", "unpause", "rename", "update", "stop", "kill"];

    private readonly ILogger<EngineEventSource> _logger = logger;
    private long? _lastSeen;

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var stream = await engine.System.OpenEventsAsync(Query(), cancellationToken);
                failures = 0;
                signals.Connected(true);
                signals.Relist();
                await ReadAsync(stream, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                StreamLost(exception.Message);
                signals.Lost(exception);
            }
            finally
            {
                signals.Connected(false);
            }

            var delay = TimeSpan.FromMilliseconds(100) * Math.Pow(2, Math.Min(failures++, 10));
            await Task.Delay(delay < LongestReconnectDelay ? delay : LongestReconnectDelay, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            signals.Reconnecting();
        }
    }

    /// <summary>Replays what may have been missed while the stream was away. It only shortens the gap: the list that follows is what counts.</summary>
    private EngineEventQuery Query() => new() { Types = ["container"], Actions = Actions, Labels = [Labels.BotId], SinceNanoseconds = _lastSeen };

    private async Task ReadAsync(EngineEventStream stream, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var events = stream.ReadAllAsync(end.Token).GetAsyncEnumerator(end.Token);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                while (!await CameInTimeAsync(next, cancellationToken)) await ProbeAsync(cancellationToken);
                if (!await next) return;
                Take(events.Current);
                next = events.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed in the middle of a move.
            await end.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> CameInTimeAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            await next.WaitAsync(LongestSilence, time, cancellationToken);
            return true;
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await engine.System.PingAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"The event stream is silent and the engine did not answer a ping within {ProbeTimeout.TotalSeconds:0} s."), exception);
        }
    }

    private void Take(EngineEvent happened)
    {
        _lastSeen = happened.TimeNanoseconds;
        signals.Event(happened.Action);
        if (happened.Attributes.ContainsKey(Labels.Purpose)) return;
        if (happened.Attributes.TryGetValue(Labels.Reconciler, out var owner) && !string.Equals(owner, instance, StringComparison.Ordinal)) return;
        if (!BotId.TryParse(happened.Attributes.GetValueOrDefault(Labels.BotId), out var id)) return;
        signals.Told(id, happened.Action, happened.Attributes.GetValueOrDefault("exitCode"));
        signals.Bot(id);
    }
}
