using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>
/// How soon the executable makes its first call after something happened. Measured from outside, at the simulated engine: the way of the event
/// to the daemon and of the call back are in it, so the daemon's own share is smaller.
/// </summary>
internal sealed class Reaction : IBenchmark
{
    private const int Bots = 80;
    private const int Removals = 60;
    private const int Manifests = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan RemovalPromise = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SettleDelay = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ManifestPromise = SettleDelay + TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    public string Name => "reaction";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        using var world = engine.NewWorld();
        world.WriteBots(Bots);
        await using var daemon = world.Start(("Engine:ResyncInterval", "1h"), ("Manifests:RescanInterval", "1h"));
        await world.AllReadyAsync(daemon, Bots, Patience, run.CancellationToken);

        List<TimeSpan> removals = [];
        for (var number = 0; number < Removals; number++)
        {
            var name = DaemonWorld.Bot(number);
            var container = await engine.ContainerAsync(name);
            removals.Add(await MeasureAsync(engine, name, () => engine.World.Containers.RemoveAsync(container, force: true, removeAnonymousVolumes: false), run.CancellationToken));
        }

        List<TimeSpan> manifests = [];
        for (var number = 0; number < Manifests; number++)
        {
            var name = $"new-{number:D5}";
            manifests.Add(await MeasureAsync(
                engine,
                name,
                () =>
                {
                    world.WriteBot(name);
                    return Task.CompletedTask;
                },
                run.CancellationToken));
        }

        return
        [
            Row($"bot removed: event -> first engine call (p99 of {Removals})", removals.Percentile(0.99), RemovalPromise, $"median {Texts.Of(removals.Median())}"),
            Row($"manifest saved -> first engine call (p99 of {Manifests})", manifests.Percentile(0.99), ManifestPromise, $"median {Texts.Of(manifests.Median())}"),
        ];
    }

    private static Figure Row(string what, TimeSpan measured, TimeSpan promise, string detail) =>
        new(what, $"{Texts.Of(measured)} ({detail})") { Promise = $"≤ {Texts.Of(promise)}", Holds = measured <= promise };

    private static async Task<TimeSpan> MeasureAsync(SimulatedEngine engine, string bot, Func<Task> act, CancellationToken cancellationToken)
    {
        await engine.Requests.QuietAsync(Quiet, cancellationToken);

        // A bot's first call names it, so what other bots are busy with is not taken for the answer.
        var next = engine.Requests.NextAsync(bot);
        var began = TimeProvider.System.GetTimestamp();
        await act();
        var (at, _) = await next.WaitAsync(Patience, TimeProvider.System, cancellationToken);
        return TimeProvider.System.GetElapsedTime(began, at);
    }
}
