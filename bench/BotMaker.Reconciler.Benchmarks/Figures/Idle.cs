using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>The executable with its default settings, its bots running and nothing to do.</summary>
internal sealed class Idle : IBenchmark
{
    private const int Bots = 500;
    private const double ShareOfACore = 0.005;
    private const long ResidentBytes = 120L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    public string Name => "idle";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        await using var engine = await SimulatedEngine.StartAsync();
        using var world = engine.NewWorld();
        world.WriteBots(Bots);
        await using var daemon = world.Start();
        await world.AllReadyAsync(daemon, Bots, Patience, run.CancellationToken);
        await Task.Delay(Settling, TimeProvider.System, run.CancellationToken);

        engine.Requests.Clear();
        var before = daemon.Usage;
        var began = TimeProvider.System.GetTimestamp();
        await Task.Delay(Watched, TimeProvider.System, run.CancellationToken);
        var after = daemon.Usage;
        var share = (after.Cpu - before.Cpu) / TimeProvider.System.GetElapsedTime(began);
        run.Say($"{engine.Requests.Texts.Count} engine calls in {Watched.TotalSeconds:0} s");
        return
        [
            new Figure($"idle daemon, {Bots} bots: share of a core over {Watched.TotalSeconds:0} s", FormattableString.Invariant($"{share * 100:0.00} %"))
            {
                Promise = FormattableString.Invariant($"≤ {ShareOfACore * 100:0.0} %"),
                Holds = share <= ShareOfACore,
            },
            new Figure($"idle daemon, {Bots} bots: RSS", FormattableString.Invariant($"{after.ResidentBytes / 1048576.0:0} MiB"))
            {
                Promise = $"≤ {ResidentBytes >> 20} MiB",
                Holds = after.ResidentBytes <= ResidentBytes,
            },
        ];
    }
}
