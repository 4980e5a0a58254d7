namespace BotMaker.Reconciler.Telemetry;

/// <summary>Every histogram of the daemon.</summary>
internal static class Histograms
{
    public static readonly HistogramShape ReconcileDuration =
        new("botmaker_reconcile_duration", "Duration of a pass over a bot.", Buckets.Reconcile) { Label = "result", Values = MetricLabels.Verdicts.Values };

    public static readonly HistogramShape ActionDuration =
        new("botmaker_action_duration", "Duration of an action, verification included.", Buckets.Reconcile) { Label = "action", Values = MetricLabels.Actions };

    public static readonly HistogramShape TimeToReady = new("botmaker_bot_time_to_ready", "From the start of a bot's container to Ready.", Buckets.TimeToReady);

    public static readonly HistogramShape EngineRequestDuration =
        new("botmaker_engine_request_duration", "Duration of engine calls.", Buckets.EngineCall) { Label = "operation", Values = MetricLabels.EngineOperations };

    public static readonly HistogramShape RelistDuration = new("botmaker_engine_relist_duration", "Duration of a list of all bots' containers.", Buckets.EngineCall);

    public static readonly HistogramShape QueueDuration = new("botmaker_workqueue_queue_duration", "How long a bot waited in the queue.", Buckets.Queue);

    public static readonly HistogramShape WorkDuration = new("botmaker_workqueue_work_duration", "How long a bot was worked on.", Buckets.Reconcile);

    public static IReadOnlyList<HistogramShape> All { get; } =
        [ReconcileDuration, ActionDuration, TimeToReady, EngineRequestDuration, RelistDuration, QueueDuration, WorkDuration];
}
