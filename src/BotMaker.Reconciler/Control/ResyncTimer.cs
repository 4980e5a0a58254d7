using System.Threading.Channels;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Compares all bots with the engine by one list, at each (re)connect of the event stream, at an interval, and on request. A converged bot whose line
/// is unchanged is planned here, without any further call; only what differs is put into the queue.
/// </summary>
public sealed partial class ResyncTimer(
    IBotObserver observer,
    PlanInputs inputs,
    ReconcileController controller,
    WorkQueue<BotId> queue,
    EngineAvailability availability,
    ReconcilerMetrics metrics,
    TimeSpan interval,
    TimeProvider time,
    ILogger<ResyncTimer> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ILogger<ResyncTimer> _logger = logger;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One request waits at most: a second one would find what the first finds.
    private readonly Channel<bool> _requests = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Completes with the first list of this run.</summary>
    public Task First => _first.Task;

    public void Request() => _requests.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(cancellationToken);
                await availability.WhenUpAsync(cancellationToken);
                if (await TryResyncAsync(cancellationToken)) continue;
                await Task.Delay(RetryDelay, time, cancellationToken);
                Request();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Lists once and enqueues what differs. False: the engine did not do its part, and it must be done again.</summary>
    public async Task<bool> TryResyncAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ResyncAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (EngineAvailability.IsEngineFailure(exception))
        {
            if (EngineAvailability.IsOutage(exception)) availability.ReportDown(exception);
            else ResyncFailed(exception.Message);
            return false;
        }
    }

    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var fleet = await observer.ObserveAllAsync(cancellationToken);
        metrics.Relisted(time.GetElapsedTime(began));
        var isFirst = !_first.Task.IsCompleted;
        var enqueued = 0;
        foreach (var id in inputs.InStartOrder(inputs.AllIds(fleet.Bots.Keys).Concat(fleet.Changed).Distinct()))
        {
            if (!NeedsALook(id, fleet)) continue;
            if (!isFirst && fleet.Changed.Contains(id) && !queue.Contains(id)) metrics.SilentChangeFound();
            controller.Enqueue(id, isFirst ? EnqueueCause.Start : EnqueueCause.Resync);
            enqueued++;
        }

        _first.TrySetResult();
        Resynced(fleet.Bots.Count, enqueued, time.GetElapsedTime(began).TotalMilliseconds);
    }

    private bool NeedsALook(BotId id, FleetObservation fleet)
    {
        if (fleet.Changed.Contains(id) || fleet.Stale.Contains(id)) return true;
        if (controller.LastResult(id) is not ReconcileResult.Converged) return true;
        var plan = inputs.Plan(inputs.Desired.Intent(id), fleet.Of(id));
        return !plan.IsNoop || plan.LookAgainAfter is not null;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _requests.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    [LoggerMessage(4202, LogLevel.Warning, "The bots' containers could not be listed: {Cause}. It is tried again.")]
    private partial void ResyncFailed(string cause);

    [LoggerMessage(4201, LogLevel.Debug, "Resync: {Bots} bots on the engine, {Enqueued} to look at, {Milliseconds:0.0} ms")]
    private partial void Resynced(int bots, int enqueued, double milliseconds);
}
