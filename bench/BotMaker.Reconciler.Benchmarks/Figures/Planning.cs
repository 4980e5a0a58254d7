using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>The plan of each bot of a converged fleet, from what a resync has observed.</summary>
internal sealed class Planning : IBenchmark
{
    private const int Bots = 1000;
    private const int WarmUps = 200;
    private const int Rounds = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Promise = TimeSpan.FromMicroseconds(20);

    public string Name => "planning";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        await using var daemon = new InProcessDaemon(Bots);
        daemon.Run();
        await Eventually.HoldsAsync($"{Bots} bots are running", Patience, () => Task.FromResult(daemon.IsConverged), run.CancellationToken);
        var fleet = await daemon.Graph.Observer.ObserveAllAsync(run.CancellationToken);

        List<TimeSpan> samples = [];
        var changes = 0;
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            var began = TimeProvider.System.GetTimestamp();
            foreach (var (id, intent) in daemon.Source.Current.Bots)
            {
                if (!daemon.Graph.Inputs.Plan(intent, fleet.Of(id)).IsNoop) changes++;
            }

            if (round >= WarmUps) samples.Add(TimeProvider.System.GetElapsedTime(began) / Bots);
        }

        if (changes > 0) throw new InvalidOperationException($"the fleet was not converged: {changes} plans of {Bots * (WarmUps + Rounds)} had something to do");
        return
        [
            new Figure($"planning a bot of {Bots} unchanged ones (median of {Rounds} rounds)", Texts.Of(samples.Median())) { Promise = $"≤ {Texts.Of(Promise)}", Holds = samples.Median() <= Promise },
        ];
    }
}
