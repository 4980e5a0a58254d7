using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>
/// From the start of the daemon with so many manifests and no container to the last bot's start, against the floor: alternating in one session,
/// because the engine's speed changes by the minute. The floor gets the concurrency at which it is fastest.
/// </summary>
/// <param name="bots">How many.</param>
/// <param name="rounds">Of daemon and floor each.</param>
/// <param name="promise">Longest time as a multiple of the floor; null: none is promised for this number.</param>
internal sealed class ColdConverge(int bots, int rounds, double? promise) : IBenchmark
{
    private static readonly int[] Concurrencies = [1, 2, 4, 8];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Found once: the smaller fleet comes first and finds it for the larger one.
    private static int? s_best;

    public string Name => $"converge-{bots}";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        var engine = run.RequireReal();
        List<TimeSpan> daemon = [];
        List<TimeSpan> floor = [];
        for (var round = 0; round < rounds; round++)
        {
            using var world = new DaemonWorld(engine.Address);
            try
            {
                world.WriteBots(bots);
                daemon.Add(await ConvergeAsync(engine, world, run.CancellationToken));

                // The floor's containers mount what this daemon has laid out, so they come before its directories go.
                var like = await Floor.LikeAsync(engine, await BotsAsync(engine, world, run.CancellationToken), run.CancellationToken);
                await engine.CleanAsync($"{Labels.Reconciler}={world.Instance}");
                s_best ??= await FindBestAsync(like, run);
                floor.Add(await like.RunAsync(s_best.Value, run.CancellationToken));
                run.Say($"round {round + 1} of {rounds}: daemon {Texts.Of(daemon[^1])}, bare client {Texts.Of(floor[^1])}");
            }
            finally
            {
                await engine.CleanAsync($"{Labels.Reconciler}={world.Instance}");
            }
        }

        var ratio = daemon.Median() / floor.Median();
        return
        [
            new Figure($"cold converge of {bots} stub bots, all running (median of {rounds})", Texts.Of(daemon.Median()))
            {
                Floor = $"{Texts.Of(floor.Median())} at {s_best} in parallel",
                Ratio = ratio,
                Promise = promise is { } limit ? FormattableString.Invariant($"≤ {limit:0.00} × floor") : "",
                Holds = promise is { } bound ? ratio <= bound : null,
            },
        ];
    }

    private async Task<TimeSpan> ConvergeAsync(RealEngine engine, DaemonWorld world, CancellationToken cancellationToken)
    {
        await using var watch = await StartWatch.OpenAsync(engine, world.Instance, bots, cancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        await using var daemon = world.Start();
        await Eventually.HoldsAsync(
            $"{bots} bots are running",
            Patience,
            () =>
            {
                daemon.ThrowIfEnded();
                return Task.FromResult(watch.AllStarted.IsCompleted);
            },
            cancellationToken);
        return TimeProvider.System.GetElapsedTime(began, await watch.AllStarted);
    }

    private static async Task<IReadOnlyList<ContainerInspection>> BotsAsync(RealEngine engine, DaemonWorld world, CancellationToken cancellationToken) =>
        [.. (await engine.InspectAsync($"{Labels.Reconciler}={world.Instance}", cancellationToken)).Where(container => !container.Config!.Labels!.ContainsKey(Labels.Purpose))];

    private static async Task<int> FindBestAsync(Floor floor, BenchmarkRun run)
    {
        Dictionary<int, TimeSpan> times = [];
        foreach (var concurrency in Concurrencies)
        {
            times[concurrency] = await floor.RunAsync(concurrency, run.CancellationToken);
            run.Say($"bare client at {concurrency} in parallel: {Texts.Of(times[concurrency])}");
        }

        return times.MinBy(pair => pair.Value).Key;
    }
}
