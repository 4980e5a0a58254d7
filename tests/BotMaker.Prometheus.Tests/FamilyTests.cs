using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class FamilyTests
{
    [Test]
    public async Task TwoTypesForOneName_TheSecondIsDroppedWithOneWarning()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateObservableGauge("size", () => 1);
        server.Meter.CreateHistogram<double>("size").Record(2);

        var page = await server.ScrapeAsync();
        await server.ScrapeAsync("application/openmetrics-text");

        page.Should().Be("# TYPE size gauge\nsize 1\n");
        server.Log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning: Instrument size of meter").And.Contain("Rename");
    }

    [Test]
    public async Task SampleNameOfAHistogramIsTaken_TheLaterInstrumentIsDropped()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateHistogram<double>("size").Record(2);
        server.Meter.CreateObservableGauge("size_count", () => 77);

        (await server.ScrapeAsync()).Should().Contain("size_count 1\n").And.NotContain("77");
        server.Log.Lines.Should().ContainSingle().Which.Should().Contain("size_count");
    }

    [Test]
    public async Task FirstOfTwoTypesHasNoSeriesLater_TheFamilyKeepsItsType()
    {
        await using var server = await ScrapeServer.StartAsync();
        var show = true;
        server.Meter.CreateObservableGauge("size", () => show ? new Measurement<int>[] { new(1) } : []);
        server.Meter.CreateObservableCounter("size", () => 5);
        (await server.ScrapeAsync()).Should().Be("# TYPE size gauge\nsize 1\n");

        show = false;

        (await server.ScrapeAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task TwoUnitsForOneFamily_TheSecondIsDroppedWithOneWarning()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateObservableGauge("wait_seconds", () => 1, unit: "s");
        using var other = new Meter(server.Meter.Name, "2");
        other.CreateObservableGauge("wait_seconds", () => 2, unit: "{second}");

        (await server.ScrapeAsync()).Should().Be("# TYPE wait_seconds gauge\nwait_seconds 1\n");
        await server.ScrapeAsync();
        server.Log.Lines.Should().ContainSingle().Which.Should().Contain("wait_seconds").And.Contain("unit");
    }

    [Test]
    public async Task TwoMetersShareAFamily_OneHeaderAndEverySeriesOnce()
    {
        await using var server = await ScrapeServer.StartAsync();
        using var other = new Meter(server.Meter.Name, "2");
        server.Meter.CreateObservableGauge("temperature", () => new Measurement<int>[] { new(1, At("a")), new(2, At("b")) }, description: "First.");
        server.Meter.CreateObservableGauge("zone", () => 0);
        other.CreateObservableGauge("temperature", () => new Measurement<int>[] { new(3, At("b")), new(4, At("c")) }, description: "Second.");

        (await server.ScrapeAsync()).Should().Be(
            "# HELP temperature First.\n# TYPE temperature gauge\n"
            + "temperature{at=\"a\"} 1\ntemperature{at=\"b\"} 2\ntemperature{at=\"c\"} 4\n# TYPE zone gauge\nzone 0\n");
        server.Log.Lines.Should().ContainSingle().Which.Should().Contain("at=\"b\"");
    }

    [Test]
    public async Task TagKeysBecomeOneLabel_ValuesAreJoinedInTheOrderOfTheKeys()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateObservableGauge("joined", () => new Measurement<int>(1, new("a_b", "3"), new("a.b", "2"), new("a-b", "1"), new("z", "4")));

        (await server.ScrapeAsync()).Should().Contain("joined{a_b=\"1;2;3\",z=\"4\"} 1\n");
    }

    [Test]
    public async Task DifferentTagsBecomeTheSameLabels_OnlyTheFirstSeriesIsShown()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateObservableGauge("clash", () => new Measurement<int>[]
        {
            new(1, new KeyValuePair<string, object?>("a_b", "x")),
            new(2, new KeyValuePair<string, object?>("a.b", "x")),
            new(3, new("a.b", "x"), new("empty", "")),
            new(4, new KeyValuePair<string, object?>("a.b", "y")),
            new(5, new KeyValuePair<string, object?>("a_b", 6)),
            new(6, new KeyValuePair<string, object?>("a_b", "6")),
        });

        (await server.ScrapeAsync()).Should().Be("# TYPE clash gauge\nclash{a_b=\"x\"} 1\nclash{a_b=\"y\"} 4\nclash{a_b=\"6\"} 5\n");
        await server.ScrapeAsync();
        server.Log.Lines.Should().ContainSingle();
    }

    [Test]
    public async Task DifferentUnpairedSurrogates_AreOneSeries()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateObservableGauge("odd", () => new Measurement<int>[] { new(1, At("\ud83e")), new(2, At("\udd16")), new(3, At("\ud83e\udd16")) });

        (await server.ScrapeAsync()).Should().Be("# TYPE odd gauge\nodd{at=\"\ufffd\"} 1\nodd{at=\"\ud83e\udd16\"} 3\n");
    }

    [Test]
    public async Task HistogramWithoutBoundsAndExponentialHistogram_HaveTheInfiniteBucket()
    {
        await using var server = await ScrapeServer.StartAsync(metrics => metrics
            .AddView("bare", new ExplicitBucketHistogramConfiguration { Boundaries = [] })
            .AddView("exponential", new Base2ExponentialBucketHistogramConfiguration()));
        server.Meter.CreateHistogram<double>("bare").Record(2.5);
        server.Meter.CreateHistogram<long>("exponential").Record(4, new KeyValuePair<string, object?>("le", "mine"));

        (await server.ScrapeAsync()).Should().Be(
            "# TYPE bare histogram\nbare_bucket{le=\"+Inf\"} 1\nbare_sum 2.5\nbare_count 1\n"
            + "# TYPE exponential histogram\nexponential_bucket{exported_le=\"mine\",le=\"+Inf\"} 1\n"
            + "exponential_sum{exported_le=\"mine\"} 4\nexponential_count{exported_le=\"mine\"} 1\n");
    }

    [Test]
    public void ExporterIsAttachedTwice_Throws()
    {
        using var exporter = new PrometheusExporter();
        using var first = OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddPrometheusExporter(exporter).Build();

        var attach = () => OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddPrometheusExporter(exporter).Build();

        attach.Should().Throw<InvalidOperationException>().WithMessage("*attached*");
    }

    private static KeyValuePair<string, object?> At(string place) => new("at", place);
}
