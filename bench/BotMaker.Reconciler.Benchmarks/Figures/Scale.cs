using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>
/// Ten thousand bots in this process: the first scan of their manifests, and what one bot costs on its whole way from the file to the running
/// container, compared with a fleet of a hundred. The cost is CPU time, the engine in memory included; a first fleet warms the code up.
/// </summary>
internal sealed class Scale : IBenchmark
{
    private const int Few = 100;
    private const int Many = 10_000;
    private const int FewRounds = 10;
    private const double RatioPromise = 1.2;
    private static readonly TimeSpan ScanPromise = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public string Name => "scale";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        // Until the compiler has done with the hot code: a hundred bots alone would mostly measure it.
        for (var round = 0; round < FewRounds; round++) await ConvergeAsync(Few, run.CancellationToken);
        List<TimeSpan> few = [];
        for (var round = 0; round < FewRounds; round++) few.Add((await ConvergeAsync(Few, run.CancellationToken)).CpuPerBot);
        run.Say($"{Few} bots: {Texts.Of(few.Median())} a bot");
        var (scan, many) = await ConvergeAsync(Many, run.CancellationToken);
        run.Say($"{Many} bots: {Texts.Of(many)} a bot");
        var ratio = many / few.Median();
        return
        [
            new Figure($"first scan of {Many} manifests", Texts.Of(scan)) { Promise = $"≤ {Texts.Of(ScanPromise)}", Holds = scan <= ScanPromise },
            new Figure($"CPU a bot, file to running container, at {Many} bots", Texts.Of(many))
            {
                Floor = $"{Texts.Of(few.Median())} at {Few} bots",
                Ratio = ratio,
                Promise = FormattableString.Invariant($"≤ {RatioPromise:0.0} × at {Few}"),
                Holds = ratio <= RatioPromise,
            },
        ];
    }

    private static async Task<(TimeSpan Scan, TimeSpan CpuPerBot)> ConvergeAsync(int bots, CancellationToken cancellationToken)
    {
        await using var daemon = new InProcessDaemon(bots);
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        var began = TimeProvider.System.GetTimestamp();
        await daemon.Source.ScanAsync(cancellationToken);
        var scan = TimeProvider.System.GetElapsedTime(began);
        daemon.Run();
        await Eventually.HoldsAsync(
            $"{bots} bots are running",
            Patience,
            () =>
            {
                daemon.ThrowIfEnded();
                return Task.FromResult(daemon.IsConverged);
            },
            cancellationToken);
        return (scan, (Environment.CpuUsage.TotalTime - before) / bots);
    }
}
