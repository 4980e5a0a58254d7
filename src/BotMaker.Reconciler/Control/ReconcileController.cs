using System.Collections.Concurrent;
using System.Globalization;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Turns reasons to look into passes, and results of passes into the next look. One pass per bot at a time, several bots at once; what one bot's pass
/// throws never reaches another.
/// </summary>
public sealed partial class ReconcileController(
    WorkQueue<BotId> queue,
    BotReconciler reconciler,
    PlanInputs inputs,
    PassReporter reporter,
    EngineAvailability availability,
    RequeueBackoff<BotId> backoff,
    LoopBreaker breaker,
    RestartWatch restarts,
    ReconcilerMetrics metrics,
    TimeProvider time,
    ILogger<ReconcileController> logger)
{
    private readonly ILogger<ReconcileController> _logger = logger;
    private readonly ConcurrentDictionary<BotId, ReconcileResult> _results = new();
    private long _passes;

    /// <summary>The last result of each bot that was looked at in this run.</summary>
    public ReconcileResult? LastResult(BotId id) => _results.GetValueOrDefault(id);

    /// <summary>Failures in a row.</summary>
    public int Failures(BotId id) => backoff.Failures(id);

    /// <inheritdoc cref="PlanInputs.InStartOrder"/>
    public IEnumerable<BotId> InStartOrder(IEnumerable<BotId> ids) => inputs.InStartOrder(ids);

    public void Enqueue(BotId id, EnqueueCause cause)
    {
        switch (cause)
        {
            case EnqueueCause.Command:
                breaker.Reset(id);
                restarts.Forgive(id);
                backoff.Reset(id);
                queue.Add(id, WorkPriority.Urgent);
                break;
            case EnqueueCause.Manifest or EnqueueCause.Secret:
                backoff.Reset(id);
                queue.Add(id, WorkPriority.Urgent);
                break;
            case EnqueueCause.Engine or EnqueueCause.Hold or EnqueueCause.Turn:
                queue.Add(id, WorkPriority.Urgent);
                break;
            default:
                // What waits for its next try is not hurried by a clock.
                if (!queue.IsDelayed(id)) queue.Add(id, WorkPriority.Background);
                break;
        }
    }

    /// <summary>One worker: passes until it is told to take no more.</summary>
    /// <param name="stopTaking">No further pass is begun.</param>
    /// <param name="endPass">Ends the pass under way between two calls.</param>
    public async Task WorkAsync(CancellationToken stopTaking, CancellationToken endPass)
    {
        try
        {
            while (true)
            {
                await availability.WhenUpAsync(stopTaking);
                if (await queue.TakeAsync(stopTaking) is not { } item) return;
                await ProcessAsync(item, endPass);
            }
        }
        catch (OperationCanceledException) when (stopTaking.IsCancellationRequested)
        {
            // As told.
        }
    }

    /// <summary>One pass over a key that was taken from the queue; gives it back.</summary>
    public async Task ProcessAsync(WorkItem<BotId> item, CancellationToken cancellationToken)
    {
        var id = item.Key;
        var began = time.GetTimestamp();
        using var scope = _logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["BotId"] = id.Value,
            ["ReconcileId"] = Interlocked.Increment(ref _passes).ToString(CultureInfo.InvariantCulture),
        });
        try
        {
            var waitsFor = backoff.Remaining(id) is null ? null : (LastResult(id) as ReconcileResult.Failed)?.Failure;
            var result = await reconciler.ReconcileAsync(id, mayAct: backoff.Remaining(id) is null, waitsFor, cancellationToken);
            if (waitsFor is null || result is not ReconcileResult.Progressing) _results[id] = result;
            metrics.ReconcileFinished(Settle(id, item.Priority, result), time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the daemon: the next one looks at everything.
        }
        catch (Exception exception) when (EngineAvailability.IsOutage(exception))
        {
            // Not the bot's fault: no failure is counted. Workers wait until the engine answers.
            availability.ReportDown(exception);
            reporter.TellUnknown(inputs.Desired.Intent(id), failure: null);
            _results.TryRemove(id, out _);
            queue.Add(id, item.Priority);
            metrics.ReconcileFinished(ReconcileVerdict.Requeue, time.GetElapsedTime(began));
        }
        catch (Exception exception) when (EngineAvailability.IsEngineFailure(exception))
        {
            var failure = new ReconcileFailure("EngineError", $"The engine could not be asked about the bot: {exception.Message}", IsTerminal: false);
            reporter.TellUnknown(inputs.Desired.Intent(id), failure);
            var result = new ReconcileResult.Failed(failure, AtLeast: null);
            _results[id] = result;
            metrics.ReconcileFinished(Settle(id, item.Priority, result), time.GetElapsedTime(began));
        }
        catch (Exception exception)
        {
            var delay = backoff.Next(id);
            Panicked(exception, delay.TotalSeconds);
            _results.TryRemove(id, out _);
            metrics.ReconcilePanicked();
            metrics.Queue.ItemRetried();
            metrics.ReconcileFinished(ReconcileVerdict.Error, time.GetElapsedTime(began));
            queue.AddAfter(id, delay, item.Priority);
        }
        finally
        {
            queue.Done(id);
        }
    }

    /// <summary>Decides about the next look.</summary>
    private ReconcileVerdict Settle(BotId id, WorkPriority priority, ReconcileResult result)
    {
        switch (result)
        {
            case ReconcileResult.Converged converged:
                backoff.Reset(id);
                if (converged.RevisitAt is { } at) queue.AddAfter(id, at - time.GetUtcNow(), WorkPriority.Background);
                return converged.Acted ? ReconcileVerdict.Success : ReconcileVerdict.Noop;
            case ReconcileResult.Progressing progressing:
                var wait = backoff.Remaining(id) is { } left && left > progressing.After ? left : progressing.After;
                queue.AddAfter(id, wait, priority);
                return ReconcileVerdict.Requeue;
            case ReconcileResult.Failed failed:
                var delay = backoff.Next(id, failed.AtLeast);
                Failed(failed.Failure.Reason, failed.Failure.Message, delay.TotalSeconds);
                metrics.Queue.ItemRetried();
                queue.AddAfter(id, delay, WorkPriority.Background);
                return ReconcileVerdict.Error;
            default:
                var stalled = (ReconcileResult.Stalled)result;
                Stalled(stalled.Why);
                if (stalled.RevisitAt is { } end) queue.AddAfter(id, end - time.GetUtcNow(), WorkPriority.Background);
                return ReconcileVerdict.Terminal;
        }
    }
}
