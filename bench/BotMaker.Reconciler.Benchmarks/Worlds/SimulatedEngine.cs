using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Testing.EngineServer;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>
/// The engine in memory, served by this process on a socket, so that the executable meets as many bots as wanted and every call of it is seen.
/// Its bots are started at once and healthy at their first probe.
/// </summary>
internal sealed class SimulatedEngine : IAsyncDisposable
{
    private const string HealthyAnswer = """{"ok":true,"status":"started"}""";

    private readonly string _directory = Directory.CreateTempSubdirectory("botmaker-engine-").FullName;
    private EngineHttpServer _server = null!;

    private SimulatedEngine()
    {
    }

    public InMemoryEngine World { get; } = Create();

    public RequestLog Requests { get; } = new();

    public string Address => _server.Address;

    public static async Task<SimulatedEngine> StartAsync()
    {
        var simulated = new SimulatedEngine();
        simulated._server = await EngineHttpServer.StartAsync(simulated.World, Path.Combine(simulated._directory, "docker.sock"), simulated.Requests.Add);
        return simulated;
    }

    public static InMemoryEngine Create()
    {
        var engine = new InMemoryEngine(TimeProvider.System, new InMemoryEngineOptions { Behaviour = Behave });
        engine.AddImage(DaemonWorld.StubImage, new ImageConfig { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Core.Model.Labels.OpenClawRelease] = "2026.9.6" } });
        engine.OnExec(static (_, _, _) => Task.FromResult(new ExecResult(0, HealthyAnswer, "")));
        return engine;
    }

    /// <summary>A world on this engine whose bots are probed soon: nothing is measured before they are healthy.</summary>
    public DaemonWorld NewWorld() => new(Address) { Extra = "  health: { interval: 2s, timeout: 2s }\n" };

    /// <summary>The container of a bot.</summary>
    public async Task<string> ContainerAsync(string bot) =>
        (await World.Containers.ListAsync(new ContainerListQuery { Labels = [$"{Core.Model.Labels.BotId}={bot}"] }))[0].Id;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await World.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    // The daemon's self-check is a container that prints files which it has mounted.
    private static SimulatedProcess Behave(ContainerInspection container) => container.Config is { Entrypoint: ["cat"], Cmd: { } paths }
        ? new SimulatedProcess { Output = [.. paths.Select(path => Read(container.HostConfig!.Mounts!, path))], ExitsAfter = TimeSpan.Zero }
        : SimulatedProcess.Gateway;

    private static string Read(IReadOnlyList<Mount> mounts, string path)
    {
        var mount = mounts.Single(mount => path.StartsWith(mount.Target, StringComparison.Ordinal));
        return File.ReadAllText(mount.Source + path[mount.Target.Length..]);
    }
}
