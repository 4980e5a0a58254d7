using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>The page of metrics of the executable, read to its last byte over loopback.</summary>
internal sealed class Scrape : IBenchmark
{
    private const int Bots = 1000;
    private const int Scrapes = 40;
    private const int WarmUps = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Promise = TimeSpan.FromMilliseconds(20);

    public string Name => "scrape";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        using var world = engine.NewWorld();
        world.WriteBots(Bots);
        var address = FreePort.Next();
        await using var daemon = world.Start(("Http:Listen", address));
        await world.AllReadyAsync(daemon, Bots, Patience, run.CancellationToken);

        List<TimeSpan> samples = [];
        var length = 0;
        for (var scrape = 0; scrape < WarmUps + Scrapes; scrape++)
        {
            var began = TimeProvider.System.GetTimestamp();
            using var page = await HttpProbe.GetAsync($"http://{address}/metrics", run.CancellationToken) ?? throw new InvalidOperationException($"nobody listens at {address}");
            page.EnsureSuccessStatusCode();
            length = (await page.Content.ReadAsByteArrayAsync(run.CancellationToken)).Length;
            if (scrape >= WarmUps) samples.Add(TimeProvider.System.GetElapsedTime(began));

            // As a scraper does: not one right after the other.
            await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System, run.CancellationToken);
        }

        return
        [
            new Figure($"scrape with {Bots} bots (median of {Scrapes}, {length / 1024} KiB)", $"{Texts.Of(samples.Median())} (p90 {Texts.Of(samples.Percentile(0.9))})")
            {
                Promise = $"≤ {Texts.Of(Promise)}",
                Holds = samples.Median() <= Promise,
            },
        ];
    }
}
