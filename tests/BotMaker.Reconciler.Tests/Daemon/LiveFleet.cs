using System.Diagnostics.Metrics;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The daemon with all its loops, in real time, on the engine in memory. The resync is far away, so whatever happens soon happened by an event.</summary>
internal sealed class LiveFleet : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stop = new();

    public LiveFleet(TimeSpan? resync = null, InMemoryEngineOptions? options = null)
    {
        Engine = new InMemoryEngine(TimeProvider.System, options);
        Engine.AddImage(Fleet.Image, Fleet.Release());
        Watched = new WatchedEngine(Engine);
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(Logs));
        var data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
        Graph = new DaemonGraph(new DaemonParts
        {
            Engine = Watched,
            Source = Source,
            Data = data,
            Records = new BotRecordStore(data, TimeProvider.System, loggers.CreateLogger<BotRecordStore>()),
            Instance = InstanceId.Resolve(data, "live"),
            Board = Board,
            Metrics = new ReconcilerMetrics(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System),
            Loggers = loggers,
            EngineOptions = new EngineOptions { ResyncInterval = resync ?? TimeSpan.FromHours(1) },
        });
    }

    public InMemoryEngine Engine { get; }

    public WatchedEngine Watched { get; }

    public FakeBotSource Source { get; } = new();

    public StatusBoard Board { get; } = new();

    public DaemonGraph Graph { get; }

    public CapturingLoggerProvider Logs { get; } = new();

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Probed every 20 ms, so that it is healthy soon.</summary>
    public static BotSpec Quick(BotSpec spec) => spec with { Health = spec.Health with { Interval = TimeSpan.FromMilliseconds(20) } };

    public void Start() => Running = Graph.Daemon.RunAsync(_stop.Token);

    public Task StopAsync()
    {
        _stop.Cancel();
        return Running.WaitAsync(Patience);
    }

    public Task ReadyAsync(string id) => UntilAsync(id, status => status?.Is(ConditionType.Ready) is true);

    /// <summary>Waits until the board shows it; a daemon that ends meanwhile ends the wait.</summary>
    public async Task UntilAsync(string id, Func<BotStatus?, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            for (var snapshot = Board.Snapshot(); !wanted(snapshot.Bots.GetValueOrDefault(BotId.Parse(id))?.Status);)
            {
                var change = Board.WaitForChangeAsync(snapshot.Version, patience.Token);
                if (await Task.WhenAny(change, Running) == Running) await Running;
                snapshot = await change;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{id} never came so far: {string.Join('\n', Board.Find(BotId.Parse(id))?.Status.Conditions ?? [])}\n{string.Join('\n', Logs.Entries)}");
        }
    }

    public async Task<ContainerSummary> OnlyContainerAsync(string id) =>
        (await Engine.Containers.ListAsync(new ContainerListQuery { Labels = [$"{Labels.BotId}={id}"] })).Should().ContainSingle().Which;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Watched.Violations.Should().BeEmpty();
        Graph.Dispose();
        await Engine.DisposeAsync();
        await _services.DisposeAsync();
        _directory.Dispose();
        _stop.Dispose();
    }
}
