using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class GoldenPageTests
{
    [TestCase(null, "page.text.txt", "text/plain; version=0.0.4; charset=utf-8")]
    [TestCase("application/openmetrics-text; version=1.0.0", "page.openmetrics.txt", "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    public async Task OneOfEverything_IsTheGoldenPage(string? accept, string golden, string contentType)
    {
        await using var server = await ScrapeServer.StartAsync();
        SampleInstruments.Record(server.Meter);

        using var response = await server.SendAsync(accept);

        response.Content.Headers.GetValues("Content-Type").Should().Equal(contentType);
        var page = await response.Content.ReadAsStringAsync();
        page.Should().Be(await File.ReadAllTextAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", golden)));
        server.Log.Lines.Should().BeEmpty();
    }

    [TestCase(null, "")]
    [TestCase("application/openmetrics-text", "# EOF\n")]
    public async Task NothingIsMeasured_IsAValidPageWithoutSamples(string? accept, string page)
    {
        await using var server = await ScrapeServer.StartAsync();

        (await server.ScrapeAsync(accept)).Should().Be(page);
    }

    [Test]
    public async Task SecondScrape_ShowsCumulativeValues()
    {
        await using var server = await ScrapeServer.StartAsync();
        var counter = server.Meter.CreateCounter<long>("adds");
        counter.Add(2);
        (await server.ScrapeAsync()).Should().Contain("adds_total 2\n");
        counter.Add(3);

        (await server.ScrapeAsync()).Should().Contain("adds_total 5\n");
        (await server.ScrapeAsync()).Should().Contain("adds_total 5\n");
    }

    [TestCase(null, "# HELP target_info What is scraped.\n# TYPE target_info gauge\n")]
    [TestCase("application/openmetrics-text", "# HELP target What is scraped.\n# TYPE target info\n")]
    public async Task TargetInfoIsOn_ShowsTheResourceAndReservesTheName(string? accept, string header)
    {
        await using var server = await ScrapeServer.StartAsync(
            metrics => metrics.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes([new("service.name", "demo"), new("host.id", "h1")])),
            new PrometheusExporterOptions { TargetInfo = true });
        server.Meter.CreateObservableGauge("target_info", () => 5);

        (await server.ScrapeAsync(accept)).Should().StartWith(header + "target_info{host_id=\"h1\",service_name=\"demo\"} 1\n").And.NotContain(" 5\n");
    }
}
