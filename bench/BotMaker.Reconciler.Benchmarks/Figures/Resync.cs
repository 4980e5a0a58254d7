using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>A resync of unchanged bots: its engine calls are counted at the engine, its cost is the CPU time of the executable.</summary>
internal sealed class Resync : IBenchmark
{
    private const int Bots = 1000;
    private const int IntervalSeconds = 2;
    private const int Resyncs = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "resync";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        using var world = engine.NewWorld();
        world.WriteBots(Bots);
        await using var daemon = world.Start(("Engine:ResyncInterval", $"{IntervalSeconds}s"), ("Manifests:RescanInterval", "1h"));
        await world.AllReadyAsync(daemon, Bots, Patience, run.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, run.CancellationToken);

        engine.Requests.Clear();
        var before = daemon.Usage.Cpu;
        await Task.Delay(TimeSpan.FromSeconds(Resyncs * IntervalSeconds), TimeProvider.System, run.CancellationToken);
        var cost = daemon.Usage.Cpu - before;
        var requests = engine.Requests.Texts;
        var lists = requests.Count(IsList);

        // Beside the resync each bot is inspected in turn, every ten minutes.
        var others = requests.Where(request => !IsList(request)).ToList();
        var inspections = others.Count(request => request.EndsWith("/json", StringComparison.Ordinal) && request.Contains("/containers/", StringComparison.Ordinal));
        var calls = lists == 0 ? 0 : (double)(lists + others.Count - inspections) / lists;
        run.Say(FormattableString.Invariant($"{lists} lists, {inspections} inspections in rotation, {others.Count - inspections} others"));
        return
        [
            new Figure($"resync of {Bots} unchanged bots: engine calls", FormattableString.Invariant($"{calls:0.##} (and {(double)inspections / Math.Max(lists, 1):0.#} inspections of the rotation)"))
            {
                Promise = "1",
                Holds = Math.Abs(calls - 1) < 0.01,
            },
            new Figure($"resync of {Bots} unchanged bots: CPU a bot, all in", Texts.Of(cost / Math.Max(lists, 1) / Bots)),
        ];
    }

    private static bool IsList(string request) => request.Contains("/containers/json", StringComparison.Ordinal);
}
