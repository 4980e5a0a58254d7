using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using BotMaker.Prometheus.Scraping;
using BotMaker.Prometheus.Writing;

namespace BotMaker.Prometheus.Tests;

[TestFixture]
public sealed class ScrapeCoordinatorTests
{
    private readonly ConcurrentQueue<ExpositionFormat> _collections = new();
    private TaskCompletionSource _entered = null!;
    private TaskCompletionSource _gate = null!;

    [SetUp]
    public void SetUp()
    {
        _collections.Clear();
        _entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [Test]
    public async Task ScrapesThatArriveDuringACollection_ShareTheNextOneInBothFormats()
    {
        var coordinator = new ScrapeCoordinator(CollectBehindTheGate);
        var first = Task.Run(() => coordinator.ScrapeAsync(ExpositionFormat.Text, default));
        await _entered.Task;
        // The scrapes register on this thread before they wait, so all of them are there when the gate opens.
        var others = Enumerable.Range(0, 20)
            .Select(i => coordinator.ScrapeAsync(i % 2 == 0 ? ExpositionFormat.Text : ExpositionFormat.OpenMetrics, default)).ToList();

        _gate.SetResult();
        var firstPage = await first;
        var pages = await Task.WhenAll(others);

        _collections.Should().Equal(ExpositionFormat.Text, ExpositionFormat.Text | ExpositionFormat.OpenMetrics);
        pages.Should().NotContain(firstPage, "values of a collection that began before the scrape may be older than it");
        pages.Distinct().Should().HaveCount(2);
        pages.Select((p, i) => (p.Format, i)).Should().OnlyContain(x => x.Format == (x.i % 2 == 0 ? ExpositionFormat.Text : ExpositionFormat.OpenMetrics));
    }

    [Test]
    public async Task SharedCollectionFails_EveryScrapeThatSharesItFails()
    {
        var calls = 0;
        var coordinator = new ScrapeCoordinator(formats =>
        {
            if (Interlocked.Increment(ref calls) == 2)
                throw new MetricCollectionException("no");
            return CollectBehindTheGate(formats);
        });
        var first = Task.Run(() => coordinator.ScrapeAsync(ExpositionFormat.Text, default));
        await _entered.Task;
        var second = coordinator.ScrapeAsync(ExpositionFormat.Text, default);
        var third = coordinator.ScrapeAsync(ExpositionFormat.OpenMetrics, default);

        _gate.SetResult();

        await first;
        await second.Invoking(t => t).Should().ThrowAsync<MetricCollectionException>();
        await third.Invoking(t => t).Should().ThrowAsync<MetricCollectionException>();
        calls.Should().Be(2);
        (await coordinator.ScrapeAsync(ExpositionFormat.Text, default)).Format.Should().Be(ExpositionFormat.Text);
    }

    [Test]
    public async Task WaitingScraperGoesAway_TheOthersAreServed()
    {
        var coordinator = new ScrapeCoordinator(CollectBehindTheGate);
        using var gone = new CancellationTokenSource();
        var first = Task.Run(() => coordinator.ScrapeAsync(ExpositionFormat.Text, default));
        await _entered.Task;
        var cancelled = coordinator.ScrapeAsync(ExpositionFormat.Text, gone.Token);
        var waiting = coordinator.ScrapeAsync(ExpositionFormat.Text, default);

        await gone.CancelAsync();
        await cancelled.Invoking(t => t).Should().ThrowAsync<OperationCanceledException>();
        _gate.SetResult();

        await first;
        (await waiting).Format.Should().Be(ExpositionFormat.Text);
        _collections.Should().HaveCount(2);
    }

    [Test]
    public async Task ManyScrapersOverHttp_EveryPageIsWholeAndNoneIsOlderThanItsRequest()
    {
        await using var server = await ScrapeServer.StartAsync();
        long now = 0;
        server.Meter.CreateObservableGauge("now", () => Interlocked.Read(ref now));
        server.Meter.CreateObservableGauge("series", () => Enumerable.Range(0, 500).Select(i => new Measurement<int>(i, new KeyValuePair<string, object?>("i", i.ToString(CultureInfo.InvariantCulture)))));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async worker =>
        {
            for (var round = 0; round < 20; round++)
            {
                var openMetrics = (worker + round) % 2 == 0;
                var atLeast = Interlocked.Increment(ref now);
                var page = await server.ScrapeAsync(openMetrics ? "application/openmetrics-text" : null);
                var lines = page.Split('\n');
                long.Parse(lines.Single(l => l.StartsWith("now ", StringComparison.Ordinal))[4..], CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(atLeast);
                lines.Count(l => l.StartsWith("series{", StringComparison.Ordinal)).Should().Be(500);
                lines[^2].Should().Be(openMetrics ? "# EOF" : "series{i=\"499\"} 499");
            }
        }));
    }

    private List<MetricsPage> CollectBehindTheGate(ExpositionFormat formats)
    {
        _collections.Enqueue(formats);
        _entered.TrySetResult();
        _gate.Task.GetAwaiter().GetResult();
        return [.. new[] { ExpositionFormat.Text, ExpositionFormat.OpenMetrics }.Where(f => formats.HasFlag(f)).Select(f => new MetricsPage(f, new PageBuffer()))];
    }
}
