using System.Diagnostics.Metrics;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Reporting;

/// <summary>Gauges of the bots that wait for their deletion.</summary>
public sealed class PruneGauges
{
    private readonly RemovalStore _removals;

    public PruneGauges(IMeterFactory meters, RemovalStore removals)
    {
        _removals = removals;
        var meter = meters.Create(ReconcilerMetrics.MeterName);
        meter.CreateObservableGauge(
            "botmaker_prune_blocked", () => _removals.Current.TrippedAt is null ? 0 : 1, null, "Whether too many bots lost their manifests at once: nothing is deleted until somebody confirms.");
        meter.CreateObservableGauge("botmaker_prune_candidates", () => _removals.Current.Absent.Count, "{bot}", "Bots without a manifest that wait for their deletion.");
    }
}
