using System.Diagnostics.Metrics;

namespace BotMaker.Prometheus.Tests;

/// <summary>Histogram series that are on the page before their first value.</summary>
[TestFixture]
public sealed class ExpectedHistogramTests
{
    private static readonly double[] Bounds = [0.5, 2];

    private static readonly PrometheusExporterOptions Options = new()
    {
        ExpectedHistograms =
        [
            new("work_duration", "s", "How long.", Bounds) { Series = [Tags(("kind", "a")), Tags(("kind", "b"))] },
            new("plain", null, null, Bounds),
        ],
    };

    [Test]
    public async Task BeforeTheFirstValue_SeriesAreThereWithZero()
    {
        await using var server = await ScrapeServer.StartAsync(options: Options);
        (await server.ScrapeAsync()).Should().Be(
            """
            # TYPE plain histogram
            plain_bucket{le="0.5"} 0
            plain_bucket{le="2"} 0
            plain_bucket{le="+Inf"} 0
            plain_sum 0
            plain_count 0
            # HELP work_duration_seconds How long.
            # TYPE work_duration_seconds histogram
            work_duration_seconds_bucket{kind="a",le="0.5"} 0
            work_duration_seconds_bucket{kind="a",le="2"} 0
            work_duration_seconds_bucket{kind="a",le="+Inf"} 0
            work_duration_seconds_sum{kind="a"} 0
            work_duration_seconds_count{kind="a"} 0
            work_duration_seconds_bucket{kind="b",le="0.5"} 0
            work_duration_seconds_bucket{kind="b",le="2"} 0
            work_duration_seconds_bucket{kind="b",le="+Inf"} 0
            work_duration_seconds_sum{kind="b"} 0
            work_duration_seconds_count{kind="b"} 0

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task FirstValue_TakesThePlaceOfItsZeroAndOfNoOther()
    {
        await using var server = await ScrapeServer.StartAsync(options: Options);
        var histogram = server.Meter.CreateHistogram("work_duration", "s", "How long.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
        histogram.Record(1, new KeyValuePair<string, object?>("kind", "b"));
        histogram.Record(1, new KeyValuePair<string, object?>("kind", "c"));

        var counts = (await server.ScrapeAsync()).Split('\n').Where(line => line.StartsWith("work_duration_seconds_count", StringComparison.Ordinal));

        counts.Should().BeEquivalentTo("work_duration_seconds_count{kind=\"a\"} 0", "work_duration_seconds_count{kind=\"b\"} 1", "work_duration_seconds_count{kind=\"c\"} 1");
    }

    [Test]
    public void TwoThatClaimOneName_AreRefused() =>
        FluentActions.Invoking(() => new PrometheusExporter(options: new PrometheusExporterOptions { ExpectedHistograms = [new("x", "s", null, Bounds), new("x_seconds", null, null, Bounds)] }))
            .Should().Throw<ArgumentException>().WithMessage("*x_seconds*");

    private static IReadOnlyList<KeyValuePair<string, object?>> Tags(params (string Key, string Value)[] tags) =>
        [.. tags.Select(tag => new KeyValuePair<string, object?>(tag.Key, tag.Value))];
}
