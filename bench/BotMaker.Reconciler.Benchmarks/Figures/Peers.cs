using System.Diagnostics;
using BotMaker.Reconciler.Benchmarks.Measuring;
using BotMaker.Reconciler.Benchmarks.Reporting;
using BotMaker.Reconciler.Benchmarks.Worlds;

namespace BotMaker.Reconciler.Benchmarks.Figures;

/// <summary>docker-compose brings up as many services of the stub image, against a bare client: for comparison, nothing is promised.</summary>
internal sealed class Peers : IBenchmark
{
    private const int Bots = 30;
    private const int Rounds = 2;
    private static readonly int[] Concurrencies = [2, 4, 8];

    public string Name => "peers";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchmarkRun run)
    {
        var engine = run.RequireReal();
        var directory = Directory.CreateTempSubdirectory("botmaker-compose-").FullName;
        var project = $"bench{Guid.NewGuid().ToString("N")[..8]}";
        var label = $"com.docker.compose.project={project}";
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "docker-compose.yml"), Composition(), run.CancellationToken);
            List<TimeSpan> peer = [];
            List<TimeSpan> floor = [];
            for (var round = 0; round < Rounds; round++)
            {
                peer.Add(await ComposeAsync(directory, project, engine, run.CancellationToken));
                var like = await Floor.LikeAsync(engine, await engine.InspectAsync(label, run.CancellationToken), run.CancellationToken);
                await engine.CleanAsync(label);
                List<TimeSpan> bare = [];
                foreach (var concurrency in Concurrencies) bare.Add(await like.RunAsync(concurrency, run.CancellationToken));
                floor.Add(bare.Min());
            }

            return
            [
                new Figure($"docker-compose: {Bots} stub services up (median of {Rounds})", Texts.Of(peer.Median())) { Floor = Texts.Of(floor.Median()), Ratio = peer.Median() / floor.Median() },
            ];
        }
        finally
        {
            await engine.CleanAsync(label);
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<TimeSpan> ComposeAsync(string directory, string project, RealEngine engine, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("docker-compose") { WorkingDirectory = directory, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-p", project, "up", "-d"]) start.ArgumentList.Add(argument);
        start.Environment["DOCKER_HOST"] = engine.Address;
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("docker-compose could not be started");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? TimeProvider.System.GetElapsedTime(began) : throw new InvalidOperationException($"docker-compose ended with {process.ExitCode}: {errors}");
    }

    private static string Composition()
    {
        var services = string.Join('\n', Enumerable.Range(0, Bots).Select(static number => $$"""
              {{DaemonWorld.Bot(number)}}:
                image: {{DaemonWorld.StubImage}}
                init: true
                read_only: true
                tmpfs: [/tmp, /home/node/.openclaw]
                cap_drop: [ALL]
                security_opt: [no-new-privileges]
                mem_limit: 1g
                pids_limit: 256
            """));
        return $"version: \"2.4\"\nservices:\n{services}\n";
    }
}
