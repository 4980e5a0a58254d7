using System.Diagnostics.Metrics;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>
/// The daemon's own graph in this process, from manifest files to an engine in memory: what it costs without a wire. Its directories are on a
/// tmpfs where there is one, so that a disk's flushes are not measured.
/// </summary>
internal sealed class InProcessDaemon : IAsyncDisposable
{
    private const string SharedMemory = "/dev/shm";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly string _root = Path.Combine(Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), $"botmaker-bench-{Guid.NewGuid():N}");
    private readonly CancellationTokenSource _stop = new();
    private readonly DataDirectory _data;
    private Task? _running;

    public InProcessDaemon(int bots)
    {
        Bots = bots;
        var manifests = Path.Combine(_root, "manifests");
        Directory.CreateDirectory(manifests);
        for (var number = 0; number < bots; number++)
        {
            var name = DaemonWorld.Bot(number);
            File.WriteAllText(Path.Combine(manifests, $"{name}.yaml"), DaemonWorld.Manifest(name));
        }

        _data = DataDirectory.Open(new DataOptions { Directory = Path.Combine(_root, "data"), RuntimeDirectory = Path.Combine(_root, "run") });
        Source = new ManifestSource(
            new ManifestOptions { Directory = manifests, RescanInterval = TimeSpan.FromHours(1) }, _data, TimeProvider.System, NullLogger<ManifestSource>.Instance);
        Graph = new DaemonGraph(new DaemonParts
        {
            Engine = Engine,
            Source = Source,
            Data = _data,
            Records = new BotRecordStore(_data, TimeProvider.System, NullLogger<BotRecordStore>.Instance),
            Instance = InstanceId.Resolve(_data, "bench"),
            Board = Board,
            Metrics = new ReconcilerMetrics(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System),
            Loggers = NullLoggerFactory.Instance,
        });
    }

    public int Bots { get; }

    public InMemoryEngine Engine { get; } = SimulatedEngine.Create();

    public ManifestSource Source { get; }

    public StatusBoard Board { get; } = new();

    public DaemonGraph Graph { get; }

    /// <summary>All bots started and nothing left in the queue.</summary>
    public bool IsConverged => Engine.Calls["container_start"] >= Bots && Graph.Queue.State is { Urgent: 0, Background: 0, Processing: 0 };

    public void Run() => _running = Graph.Daemon.RunAsync(_stop.Token);

    public void ThrowIfEnded()
    {
        if (_running is { IsCompleted: true }) throw new InvalidOperationException("the daemon ended", _running.Exception);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null) await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Graph.Dispose();
        Source.Dispose();
        await Engine.DisposeAsync();
        await _services.DisposeAsync();
        _stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
