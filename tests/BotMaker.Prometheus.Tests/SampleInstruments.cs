using System.Diagnostics.Metrics;

namespace BotMaker.Prometheus.Tests;

/// <summary>One of everything, with fixed values: what the golden pages show and what promtool reads.</summary>
internal static class SampleInstruments
{
    public static void Record(Meter meter)
    {
        var requests = meter.CreateCounter<long>("demo_requests_total", unit: "{request}", description: "Requests that were answered.");
        requests.Add(41, new("code", "200"), new KeyValuePair<string, object?>("operation", "list"));
        requests.Add(1, new("code", "200"), new KeyValuePair<string, object?>("operation", "list"));
        requests.Add(3, new("code", "500"), new KeyValuePair<string, object?>("operation", "list"));
        meter.CreateObservableCounter("demo.cpu.time", () => 12.75, unit: "s", description: "CPU time used.");

        meter.CreateObservableGauge("demo_bot_ready", () => new Measurement<int>[] { new(1, Bot("alpha")), new(0, Bot("beta")) },
            description: "Whether the bot is ready.");
        meter.CreateObservableGauge("demo_last_relist_timestamp_seconds", () => 1_790_000_000.125, unit: "s", description: "When the last relist ended.");
        meter.CreateObservableGauge("demo.disk.utilization", () => 0.1, unit: "1", description: "Share of the disk in use.");
        meter.CreateObservableGauge("demo_info", () => new Measurement<int>(1, new("path", @"C:\bots"), new("say", "\"hi\"\nthere"), new("flag", true)),
            description: "Says \"hi\" with a \\ and\na second line.");
        meter.CreateUpDownCounter<long>("demo_queue_depth", unit: "{item}", description: "Items that wait.").Add(-2);
        meter.CreateObservableUpDownCounter("demo_open_handles", () => 7, description: "Handles that are open.");

        var duration = meter.CreateHistogram<double>("demo_work_duration_seconds", unit: "s", description: "How long work took.", tags: null,
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.1, 1, 10] });
        foreach (var seconds in (double[])[0.001, 0.25, 0.5, 1, 75])
            duration.Record(seconds, new KeyValuePair<string, object?>("result", "success"));
        duration.Record(0.25, new KeyValuePair<string, object?>("result", "error"));
    }

    private static KeyValuePair<string, object?> Bot(string id) => new("bot_id", id);
}
