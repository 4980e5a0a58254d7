using System.Diagnostics.Metrics;

namespace BotMaker.Reconciler.Telemetry;

/// <summary>
/// Everything that the daemon counts, as verbs: callers say what happened and never see names or labels. Safe for concurrent use.
/// Names are those of the page: prefix <c>botmaker_</c>, base units.
/// </summary>
public sealed class ReconcilerMetrics
{
    public const string MeterName = "BotMaker.Reconciler";

    private readonly TimeProvider _time;
    private readonly Counter<long> _reconciles;
    private readonly Histogram<double> _reconcileDuration;
    private readonly Counter<long> _panics;
    private readonly Counter<long> _actions;
    private readonly Histogram<double> _actionDuration;
    private readonly Counter<long> _drift;
    private readonly Counter<long> _oomKills;
    private readonly Counter<long> _rollbacks;
    private readonly Histogram<double> _timeToReady;
    private readonly Counter<long> _engineRequests;
    private readonly Histogram<double> _engineRequestDuration;
    private readonly Counter<long> _engineEvents;
    private readonly Counter<long> _streamReconnects;
    private readonly Counter<long> _silentChanges;
    private readonly Histogram<double> _relistDuration;
    private readonly Counter<long> _logLinesDropped;
    private volatile bool _engineUp;
    private volatile bool _streamConnected;
    private long _lastRelistMilliseconds;

    public ReconcilerMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        Queue = new QueueMetrics(meter);
        _reconciles = meter.CreateCounter<long>("botmaker_reconcile", "{pass}", "Passes over a bot, by how they ended.");
        _reconcileDuration = Histograms.ReconcileDuration.Create(meter);
        _panics = meter.CreateCounter<long>("botmaker_reconcile_panics", "{panic}", "Passes that ended with an exception nobody expected.");
        _actions = meter.CreateCounter<long>("botmaker_actions", "{action}", "Actions on the engine, by kind and outcome.");
        _actionDuration = Histograms.ActionDuration.Create(meter);
        _drift = meter.CreateCounter<long>("botmaker_drift_detected", "{drift}", "Differences that somebody else made, by kind.");
        _oomKills = meter.CreateCounter<long>("botmaker_oom_kills", "{kill}", "Bots that the kernel killed for memory.");
        _rollbacks = meter.CreateCounter<long>("botmaker_rollbacks", "{rollback}", "Changes that were taken back, since the new container failed.");
        _timeToReady = Histograms.TimeToReady.Create(meter);
        meter.CreateObservableGauge("botmaker_engine_up", () => _engineUp ? 1 : 0, null, "Whether the engine answered the last call.");
        _engineRequests = meter.CreateCounter<long>("botmaker_engine_requests", "{request}", "Finished engine calls, by operation and outcome.");
        _engineRequestDuration = Histograms.EngineRequestDuration.Create(meter);
        _engineEvents = meter.CreateCounter<long>("botmaker_engine_events", "{event}", "Events of bots' containers, by action.");
        meter.CreateObservableGauge("botmaker_engine_event_stream_connected", () => _streamConnected ? 1 : 0, null, "Whether the event stream is open.");
        _streamReconnects = meter.CreateCounter<long>("botmaker_engine_event_stream_reconnects", "{reconnect}", "How often the event stream was opened again.");
        _silentChanges = meter.CreateCounter<long>("botmaker_engine_silent_changes", "{change}", "Changes that a resync found and no event had announced.");
        _relistDuration = Histograms.RelistDuration.Create(meter);
        _logLinesDropped = meter.CreateCounter<long>("botmaker_log_lines_dropped", "{line}", "Lines of bots' output that a reader lost because it was too slow.");
        meter.CreateObservableGauge(
            "botmaker_engine_last_relist_timestamp",
            () => Interlocked.Read(ref _lastRelistMilliseconds) / 1000.0, "s", "When all bots' containers were listed last, in Unix time; 0 for never.");
    }

    /// <summary>The work queue's verbs.</summary>
    public QueueMetrics Queue { get; }

    /// <summary>When all bots' containers were listed last; null for never.</summary>
    public DateTimeOffset? LastRelist =>
        Interlocked.Read(ref _lastRelistMilliseconds) is > 0 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>Makes every series whose labels are known, with zero. To be called once, when somebody listens already: earlier it is lost.</summary>
    public void PublishZeros()
    {
        foreach (var verdict in MetricLabels.Verdicts.Values) _reconciles.Add(0, Tag("result", verdict));
        foreach (var counter in (Counter<long>[])[_panics, _oomKills, _rollbacks, _streamReconnects, _silentChanges, _logLinesDropped]) counter.Add(0);
        foreach (var action in MetricLabels.Actions)
        {
            foreach (var outcome in MetricLabels.ActionOutcomes) _actions.Add(0, Tag("action", action), Tag("outcome", outcome));
        }

        foreach (var kind in MetricLabels.DriftKinds) _drift.Add(0, Tag("kind", kind));
        foreach (var action in MetricLabels.EngineEvents) _engineEvents.Add(0, Tag("action", action));
        foreach (var operation in MetricLabels.EngineOperations)
            _engineRequests.Add(0, Tag("operation", operation), Tag("code", MetricLabels.EngineUnavailable));
        Queue.PublishZeros();
    }

    public void ReconcileFinished(ReconcileVerdict verdict, TimeSpan duration)
    {
        var result = Tag("result", MetricLabels.Verdicts[verdict]);
        _reconciles.Add(1, result);
        _reconcileDuration.Record(duration.TotalSeconds, result);
    }

    public void ReconcilePanicked() => _panics.Add(1);

    /// <param name="action">The name of the case of <see cref="Core.Planning.BotAction"/>.</param>
    /// <param name="outcome"><c>succeeded</c> or <c>failed</c>.</param>
    /// <param name="duration">Verification included.</param>
    public void ActionFinished(string action, string outcome, TimeSpan duration)
    {
        _actions.Add(1, Tag("action", action), Tag("outcome", outcome));
        _actionDuration.Record(duration.TotalSeconds, Tag("action", action));
    }

    /// <param name="kind">The name of an <see cref="Core.Planning.ActionReason"/>.</param>
    public void DriftDetected(string kind) => _drift.Add(1, Tag("kind", kind));

    public void OomKillSeen() => _oomKills.Add(1);

    public void RolledBack() => _rollbacks.Add(1);

    public void BecameReady(TimeSpan sinceStart) => _timeToReady.Record(sinceStart.TotalSeconds);

    /// <param name="operation">Of a bounded set, for example <c>container_start</c>.</param>
    /// <param name="code">A status code, or a kind of error in snake case.</param>
    /// <param name="duration">To the end of the answer.</param>
    public void EngineCallFinished(string operation, string code, TimeSpan duration)
    {
        _engineRequests.Add(1, Tag("operation", operation), Tag("code", code));
        _engineRequestDuration.Record(duration.TotalSeconds, Tag("operation", operation));

        // A caller that gave up says nothing about the engine.
        if (code is not "canceled") _engineUp = code is not (MetricLabels.EngineUnavailable or "timeout");
    }

    /// <param name="action">As the engine names it; what follows a colon (<c>health_status: healthy</c>) is left out.</param>
    public void EngineEventSeen(string action) => _engineEvents.Add(1, Tag("action", action.Split(':')[0]));

    public void EventStreamConnected(bool connected) => _streamConnected = connected;

    public void EventStreamReconnected() => _streamReconnects.Add(1);

    public void SilentChangeFound() => _silentChanges.Add(1);

    /// <summary>A reader of a bot's output was too slow for them.</summary>
    public void LogLinesDropped(long lines) => _logLinesDropped.Add(lines);

    /// <summary>All bots' containers were listed just now.</summary>
    public void Relisted(TimeSpan duration)
    {
        _relistDuration.Record(duration.TotalSeconds);
        Interlocked.Exchange(ref _lastRelistMilliseconds, _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    internal static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
