using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>
/// A bot's container is removed by hand on the real engine: from the engine's word that it is gone to its word that the next one is started,
/// against create and start of one such container by a bare client.
/// </summary>
internal sealed class RemovalOnEngine : IBenchmark
{
    private const int Bots = 12;
    private const double Promise = 1.3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "removal";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        var engine = run.RequireReal();
        using var world = new DaemonWorld(engine.Address);
        world.WriteBots(Bots);
        try
        {
            await using var watch = await StartWatch.OpenAsync(engine, world.Instance, Bots, run.CancellationToken);
            await using var daemon = world.Start();
            await world.AllReadyAsync(daemon, Bots, Patience, run.CancellationToken);
            var containers = await engine.InspectAsync($"{Labels.Reconciler}={world.Instance}", run.CancellationToken);

            // The last bot stays: what it mounts is there to be mounted by the floor's containers.
            var floor = await Floor.LikeAsync(engine, [containers[^1]], run.CancellationToken);
            List<TimeSpan> healed = [];
            List<TimeSpan> bare = [];
            foreach (var container in containers.SkipLast(1))
            {
                healed.Add(await RemoveAsync(engine, watch, container, run.CancellationToken));
                bare.AddRange(await floor.RunSinglyAsync(1, run.CancellationToken));
            }

            var ratio = healed.Median() / bare.Median();
            return
            [
                new Figure($"bot removed by hand -> running again (median of {healed.Count})", Texts.Of(healed.Median()))
                {
                    Floor = Texts.Of(bare.Median()),
                    Ratio = ratio,
                    Promise = FormattableString.Invariant($"≤ {Promise:0.00} × floor"),
                    Holds = ratio <= Promise,
                },
            ];
        }
        finally
        {
            await engine.CleanAsync($"{Labels.Reconciler}={world.Instance}");
        }
    }

    private static async Task<TimeSpan> RemoveAsync(RealEngine engine, StartWatch watch, ContainerInspection container, CancellationToken cancellationToken)
    {
        var bot = container.Config!.Labels![Labels.BotId];
        var gone = watch.NextAsync("destroy", bot);
        var back = watch.NextAsync("start", bot);
        await engine.Client.Containers.RemoveAsync(container.Id, force: true, removeAnonymousVolumes: false, cancellationToken);
        var began = await gone.WaitAsync(Patience, TimeProvider.System, cancellationToken);
        return TimeProvider.System.GetElapsedTime(began, await back.WaitAsync(Patience, TimeProvider.System, cancellationToken));
    }
}
