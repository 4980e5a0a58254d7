using System.Diagnostics.Metrics;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting;

/// <summary>Gauges of the manifests directory, read off the last scan at each scrape.</summary>
internal sealed class SourceGauges
{
    private readonly IBotSource _source;

    public SourceGauges(IMeterFactory meters, IBotSource source)
    {
        _source = source;
        var meter = meters.Create(ReconcilerMetrics.MeterName);
        meter.CreateObservableGauge("botmaker_manifests", Documents, "{document}", "Documents in the manifests directory by state.");
        meter.CreateObservableGauge(
            "botmaker_manifest_source_available", () => _source.Current.Source.Available ? 1 : 0, null, "Whether the last scan was healthy and complete.");
        meter.CreateObservableGauge(
            "botmaker_manifest_last_scan_timestamp",
            () => (_source.Current.ScannedAt?.ToUnixTimeMilliseconds() ?? 0) / 1000.0, "s", "When the manifests were scanned last, in Unix time; 0 for never.");
    }

    private Measurement<long>[] Documents()
    {
        var counts = _source.Current.Counts;
        return
        [
            new(counts.Valid, ReconcilerMetrics.Tag("state", "valid")),
            new(counts.Invalid, ReconcilerMetrics.Tag("state", "invalid")),
            new(counts.Held, ReconcilerMetrics.Tag("state", "held")),
            new(counts.Ignored, ReconcilerMetrics.Tag("state", "ignored")),
        ];
    }
}
