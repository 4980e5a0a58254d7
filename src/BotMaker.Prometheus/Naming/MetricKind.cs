namespace BotMaker.Prometheus.Naming;

/// <summary>The types that this exporter writes; others of the formats (summary, stateset) have no OpenTelemetry instrument.</summary>
internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}
