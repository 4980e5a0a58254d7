using BotMaker.Prometheus.Naming;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class NamingTests
{
    [TestCase("botmaker_reconcile_duration_seconds", "s", "Histogram", "botmaker_reconcile_duration_seconds", "seconds")]
    [TestCase("botmaker_actions_total", "{action}", "Counter", "botmaker_actions", "")]
    [TestCase("cpu_seconds_total", "s", "Counter", "cpu_seconds", "seconds")]
    [TestCase("cpu_total", "s", "Counter", "cpu_seconds", "seconds")]
    [TestCase("things_total", null, "Gauge", "things_total", null)]
    [TestCase("http.server.request.duration", "s", "Histogram", "http_server_request_duration_seconds", "seconds")]
    [TestCase("memory.usage", "By", "Gauge", "memory_usage_bytes", "bytes")]
    [TestCase("memory_bytes", "By", "Gauge", "memory_bytes", "bytes")]
    [TestCase("kilobytes", "By", "Gauge", "kilobytes_bytes", "bytes")]
    [TestCase("io.rate", "By/s", "Gauge", "io_rate_bytes_per_second", "bytes_per_second")]
    [TestCase("request.rate", "{request}/s", "Gauge", "request_rate_per_second", "per_second")]
    [TestCase("latency", "ms", "Histogram", "latency_milliseconds", "milliseconds")]
    [TestCase("cpu.utilization", "1", "Gauge", "cpu_utilization_ratio", "ratio")]
    [TestCase("cpu_ratio", "1", "Gauge", "cpu_ratio", "ratio")]
    [TestCase("botmaker_engine_up", "1", "Gauge", "botmaker_engine_up", "")]
    [TestCase("hits", "1", "Counter", "hits", "")]
    [TestCase("bots", "{bot}", "Gauge", "bots", "")]
    [TestCase("size", "By{compressed}", "Gauge", "size_bytes", "bytes")]
    [TestCase("depth", "widget-count", "Gauge", "depth_widget_count", "widget_count")]
    [TestCase("3d.prints", null, "Gauge", "_3d_prints", null)]
    [TestCase("a.-b/ö_c", null, "Gauge", "a_b_c", null)]
    [TestCase("pause_", "s", "Gauge", "pause_seconds", "seconds")]
    public void Instrument_GetsItsPrometheusName(string instrument, string? unit, string kind, string name, string? unitWord) =>
        MetricName.From(instrument, unit, Enum.Parse<MetricKind>(kind)).Should().Be((name, unitWord));

    [TestCase("bot_id", "bot_id", false)]
    [TestCase("bot.id", "bot_id", true)]
    [TestCase("a__b", "a__b", false)]
    [TestCase("__name__", "_name__", true)]
    [TestCase("1st", "_1st", true)]
    [TestCase("größe", "gr__e", true)]
    [TestCase("le", "le", false)]
    [TestCase("", "_", true)]
    public void TagKey_BecomesALegalLabelName(string key, string name, bool changed)
    {
        var label = LabelName.From(key, inHistogram: false);

        (label.Name, label.Changed).Should().Be((name, changed));
        label.Opening.Should().Equal(System.Text.Encoding.UTF8.GetBytes(name + "=\""));
    }

    [Test]
    public void TagLeOnAHistogram_DoesNotClashWithTheBuckets() => LabelName.From("le", inHistogram: true).Name.Should().Be("exported_le");
}
