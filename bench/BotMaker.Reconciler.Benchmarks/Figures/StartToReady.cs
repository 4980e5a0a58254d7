using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>The executable is started over a converged fleet: until it says on its health endpoint that it is ready.</summary>
internal sealed class StartToReady : IBenchmark
{
    private const int Bots = 100;
    private const int Starts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(1);

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        using var world = engine.NewWorld();
        world.WriteBots(Bots);
        await using (var first = world.Start()) await world.AllReadyAsync(first, Bots, Patience, run.CancellationToken);

        List<TimeSpan> samples = [];
        var mutations = 0;
        for (var start = 0; start < Starts; start++)
        {
            engine.Requests.Clear();
            var address = FreePort.Next();
            var began = TimeProvider.System.GetTimestamp();
            await using var daemon = world.Start(("Http:Listen", address));
            await Eventually.HoldsAsync("the daemon is ready", Patience, () => IsReadyAsync(daemon, address, run.CancellationToken), run.CancellationToken);
            samples.Add(TimeProvider.System.GetElapsedTime(began));
            mutations += engine.Requests.Texts.Count(request => !request.StartsWith("GET", StringComparison.Ordinal));
        }

        run.Say($"{mutations} changing calls in {Starts} starts over a converged fleet");
        return
        [
            new Figure($"start -> ready with {Bots} converged bots (median of {Starts})", Texts.Of(samples.Median()))
            {
                Promise = $"≤ {Texts.Of(Promise)}",
                Holds = samples.Median() <= Promise,
            },
        ];
    }

    private static async Task<bool> IsReadyAsync(DaemonProcess daemon, string address, CancellationToken cancellationToken)
    {
        daemon.ThrowIfEnded();
        return (await HttpProbe.GetAsync($"http://{address}/readyz", cancellationToken))?.IsSuccessStatusCode is true;
    }
}
