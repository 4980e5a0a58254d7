using System.Diagnostics.Metrics;

namespace BotMaker.Reconciler.Telemetry;

/// <summary>What the work queue says about itself, under the names that client-go made common.</summary>
public sealed class QueueMetrics
{
    private readonly Counter<long> _adds;
    private readonly Counter<long> _retries;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _worked;
    private volatile Func<QueueDepth> _depth = () => default;

    internal QueueMetrics(Meter meter)
    {
        meter.CreateObservableGauge("botmaker_workqueue_depth", Depths, "{bot}", "Bots that wait to be looked at now, by priority.");
        _adds = meter.CreateCounter<long>("botmaker_workqueue_adds", "{add}", "How often a bot was put into the queue.");
        _retries = meter.CreateCounter<long>("botmaker_workqueue_retries", "{retry}", "How often a bot was put back after a failure.");
        _waited = Histograms.QueueDuration.Create(meter);
        _worked = Histograms.WorkDuration.Create(meter);
        meter.CreateObservableGauge(
            "botmaker_workqueue_unfinished_work", () => _depth().Unfinished.TotalSeconds, "s", "Sum of the times of the work under way.");
        meter.CreateObservableGauge(
            "botmaker_workqueue_longest_running_processor", () => _depth().LongestRunning.TotalSeconds, "s", "Longest time of the work under way.");
    }

    public void ItemAdded() => _adds.Add(1);

    public void ItemRetried() => _retries.Add(1);

    public void ItemStarted(TimeSpan waited) => _waited.Record(waited.TotalSeconds);

    public void ItemFinished(TimeSpan worked) => _worked.Record(worked.TotalSeconds);

    /// <summary>Asks <paramref name="depth"/> at each scrape.</summary>
    public void Watch(Func<QueueDepth> depth) => _depth = depth;

    internal void PublishZeros()
    {
        _adds.Add(0);
        _retries.Add(0);
    }

    private Measurement<long>[] Depths()
    {
        var depth = _depth();
        return
        [
            new(depth.Urgent, ReconcilerMetrics.Tag("priority", "urgent")),
            new(depth.Background, ReconcilerMetrics.Tag("priority", "background")),
        ];
    }
}
