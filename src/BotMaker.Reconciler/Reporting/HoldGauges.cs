using System.Diagnostics.Metrics;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Reporting;

/// <summary>Gauges of what somebody holds, so that nothing stays paused unseen.</summary>
public sealed class HoldGauges
{
    private readonly HoldStore _holds;

    public HoldGauges(IMeterFactory meters, HoldStore holds)
    {
        _holds = holds;
        var meter = meters.Create(ReconcilerMetrics.MeterName);
        meter.CreateObservableGauge("botmaker_fleet_frozen", () => _holds.Freeze is null ? 0 : 1, null, "Whether somebody froze the fleet: nothing is changed then.");
        meter.CreateObservableGauge(
            "botmaker_fleet_frozen_since_timestamp", () => (_holds.Freeze?.Since.ToUnixTimeMilliseconds() ?? 0) / 1000.0, "s", "When the fleet was frozen, in Unix time; 0 while it is not.");
        meter.CreateObservableGauge("botmaker_bots_held", () => _holds.Bots.Count, "{bot}", "Bots that somebody holds as they are.");
    }
}
