using System.Diagnostics.Metrics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using BotMaker.Prometheus.Writing;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class ScrapeEndpointTests
{
    [Test]
    public async Task GzipIsAccepted_BodyIsTheSamePageCompressed()
    {
        await using var server = await ScrapeServer.StartAsync();
        SampleInstruments.Record(server.Meter);
        var plain = await server.ScrapeAsync();

        using var response = await server.SendAsync(acceptEncoding: "gzip");

        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        response.Headers.Vary.Should().BeEquivalentTo("Accept", "Accept-Encoding");
        var body = await response.Content.ReadAsByteArrayAsync();
        response.Content.Headers.ContentLength.Should().Be(body.Length);
        body.Length.Should().BeLessThan(plain.Length);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
        (await reader.ReadToEndAsync()).Should().Be(plain);
    }

    [Test]
    public async Task Head_HasTheHeadersOfGetAndNoBody()
    {
        await using var server = await ScrapeServer.StartAsync();
        SampleInstruments.Record(server.Meter);
        using var get = await server.SendAsync();

        using var head = await server.SendAsync(method: HttpMethod.Head);

        head.StatusCode.Should().Be(HttpStatusCode.OK);
        head.Content.Headers.GetValues("Content-Type").Should().Equal(get.Content.Headers.GetValues("Content-Type"));
        head.Content.Headers.ContentLength.Should().Be((await get.Content.ReadAsByteArrayAsync()).Length);
        (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Post_IsNotAllowed()
    {
        await using var server = await ScrapeServer.StartAsync();

        using var response = await server.SendAsync(method: HttpMethod.Post);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Test]
    public async Task CallbackThrows_ScrapeIs500WithoutSamplesAndRecoversWhenItStops()
    {
        await using var server = await ScrapeServer.StartAsync();
        var broken = true;
        server.Meter.CreateObservableGauge("healthy", () => 1);
        server.Meter.CreateObservableGauge("shaky", () => broken ? throw new InvalidOperationException("token=s3cret") : 2);

        foreach (var accept in (string?[])[null, "application/openmetrics-text"])
        {
            using var response = await server.SendAsync(accept, acceptEncoding: "gzip");
            response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
            response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=utf-8");
            (await response.Content.ReadAsStringAsync()).Should().StartWith("The collection of metrics failed").And.NotContain("healthy").And.NotContain("s3cret");
        }
        server.Log.Lines.Should().HaveCount(2).And.OnlyContain(line => line.Contains("token=s3cret", StringComparison.Ordinal));

        broken = false;
        (await server.ScrapeAsync()).Should().Contain("healthy 1\n").And.Contain("shaky 2\n");
    }

    [Test]
    public async Task NoMeterProvider_Is500AndTheLogSaysWhatIsMissing()
    {
        await using var server = await ScrapeServer.StartAsync(withProvider: false);

        using var response = await server.SendAsync();

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        server.Log.Lines.Should().ContainSingle().Which.Should().Contain("AddPrometheusExporter");
    }

    [Test]
    public async Task MeterProviderIsDisposedOf_Is500()
    {
        await using var server = await ScrapeServer.StartAsync();
        server.Meter.CreateObservableGauge("value", () => 1);
        await server.ScrapeAsync();
        server.Provider.Dispose();

        using var response = await server.SendAsync();

        response.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
    }

    [Test]
    public async Task FlushOfTheProvider_NeitherCollectsNorSpoilsTheNextScrape()
    {
        await using var server = await ScrapeServer.StartAsync();
        var calls = 0;
        server.Meter.CreateObservableGauge("value", () => ++calls);

        server.Provider.ForceFlush();

        (await server.ScrapeAsync()).Should().Contain("value 1\n");
    }

    [Test]
    public async Task ObservedThingIsRemoved_ItsSeriesVanishFromTheNextScrape()
    {
        await using var server = await ScrapeServer.StartAsync();
        List<string> bots = ["alpha", "beta"];
        server.Meter.CreateObservableGauge("bot_ready", () => bots.Select(b => new Measurement<int>(1, new KeyValuePair<string, object?>("bot_id", b))));
        (await server.ScrapeAsync()).Should().Contain("bot_ready{bot_id=\"alpha\"} 1\n").And.Contain("bot_ready{bot_id=\"beta\"} 1\n");

        bots.Remove("alpha");
        (await server.ScrapeAsync()).Should().Contain("bot_ready{bot_id=\"beta\"} 1\n").And.NotContain("alpha");

        bots.Clear();
        (await server.ScrapeAsync()).Should().BeEmpty();

        bots.Add("alpha");
        (await server.ScrapeAsync()).Should().Contain("bot_ready{bot_id=\"alpha\"} 1\n").And.NotContain("beta");
    }

    [Test]
    public async Task AnotherProviderCollectsTheSameMeter_RemovedSeriesAreStillGoneFromTheNextScrape()
    {
        await using var server = await ScrapeServer.StartAsync();
        var bots = 3;
        server.Meter.CreateObservableGauge("bot", () => Enumerable.Range(0, bots).Select(i => new Measurement<int>(1, new KeyValuePair<string, object?>("i", i))));
        using var otherExporter = new PrometheusExporter();
        using var other = Sdk.CreateMeterProviderBuilder().AddMeter(server.Meter.Name).AddPrometheusExporter(otherExporter).Build();
        await otherExporter.ScrapeAsync(ExpositionFormat.Text, default);
        bots = 1;

        (await server.ScrapeAsync()).Should().Be("# TYPE bot gauge\nbot{i=\"0\"} 1\n");
    }

    [Test]
    public async Task ViewRaisesTheLimit_MoreThan2000SeriesAreWholeAndWithoutTheViewTheRestOverflows()
    {
        await using var server = await ScrapeServer.StartAsync(
            metrics => metrics.AddView("many", new MetricStreamConfiguration { CardinalityLimit = 5000 }));
        IEnumerable<Measurement<int>> Series() => Enumerable.Range(0, 5000).Select(i => new Measurement<int>(i, new KeyValuePair<string, object?>("bot_id", string.Create(CultureInfo.InvariantCulture, $"b{i}"))));
        server.Meter.CreateObservableGauge("many", Series);
        server.Meter.CreateObservableGauge("capped", Series);

        var lines = (await server.ScrapeAsync()).Split('\n');

        lines.Where(l => l.StartsWith("many{", StringComparison.Ordinal)).Should().HaveCount(5000).And.Contain("many{bot_id=\"b4999\"} 4999");
        lines.Where(l => l.StartsWith("capped{", StringComparison.Ordinal)).Should().HaveCountLessThan(2002)
            .And.Contain(l => l.StartsWith("capped{otel_metric_overflow=\"true\"}", StringComparison.Ordinal));
    }
}
