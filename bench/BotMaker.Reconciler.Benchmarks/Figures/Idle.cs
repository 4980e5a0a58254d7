using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>The executable with its default settings, its bots running and nothing to do.</summary>
internal sealed class Idle : IBenchmark
{
    private const int Bots = 500;
    private const double ShareOfACore = 0.005;
    private const long ResidentMegabytes = 120;
    private const double Megabyte = 1e6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(25);

    // One whole interval of the resync, and two of the rescan: half of it would see either none of that work or too much.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

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
        List<double> resident = [];
        while (TimeProvider.System.GetElapsedTime(began) < Watched)
        {
            await Task.Delay(Step, TimeProvider.System, run.CancellationToken);
            resident.Add(daemon.Usage.ResidentBytes / Megabyte);
        }

        var share = (daemon.Usage.Cpu - before.Cpu) / TimeProvider.System.GetElapsedTime(began);
        resident.Sort();
        var median = resident[resident.Count / 2];
        run.Say($"{engine.Requests.Texts.Count} engine calls in {Watched.TotalSeconds:0} s");
        return
        [
            new Figure($"idle daemon, {Bots} bots: share of a core over {Watched.TotalSeconds:0} s", FormattableString.Invariant($"{share * 100:0.00} %"))
            {
                Promise = FormattableString.Invariant($"≤ {ShareOfACore * 100:0.0} %"),
                Holds = share <= ShareOfACore,
            },
            new Figure($"idle daemon, {Bots} bots: RSS (median over {Watched.TotalSeconds:0} s)", FormattableString.Invariant($"{median:0} MB (peak {resident[^1]:0} MB)"))
            {
                Promise = $"≤ {ResidentMegabytes} MB",
                Holds = median <= ResidentMegabytes,
            },
        ];
    }
}
