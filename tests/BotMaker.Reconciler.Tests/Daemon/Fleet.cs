using System.Diagnostics.Metrics;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;
using BotMaker.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>
/// The whole daemon on the engine in memory, turned by hand: a pass is run when the test says so, and the clock moves only while a pass waits for it.
/// Without the event stream: every look comes from a resync or a manifest, so what these tests show does not rest on events.
/// </summary>
internal sealed class Fleet : IAsyncDisposable
{
    public const string Image = "bot:1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TemporaryDirectory _directory = new();
    private readonly string _instance;
    private readonly bool _ownsEngine;
    private readonly ControlOptions _control;

    public Fleet(InMemoryEngineOptions? options = null, string instance = "blue", ControlOptions? control = null)
        : this(new ManualTimeProvider(), engine: null, options, instance, control: control)
    {
    }

    /// <summary>Another daemon on the engine of <paramref name="other"/>.</summary>
    public Fleet(Fleet other, string instance, string prefix)
        : this(other.Clock, other.Engine, options: null, instance, prefix)
    {
    }

    private Fleet(ManualTimeProvider clock, InMemoryEngine? engine, InMemoryEngineOptions? options, string instance, string prefix = "botmaker", ControlOptions? control = null)
    {
        _control = control ?? new ControlOptions();
        Clock = clock;
        _instance = instance;
        _ownsEngine = engine is null;
        Prefix = prefix;
        Engine = engine ?? new InMemoryEngine(clock, options);
        Watched = new WatchedEngine(Engine);
        if (engine is null) Engine.AddImage(Image, Release());
        Start();
    }

    public ManualTimeProvider Clock { get; }

    public InMemoryEngine Engine { get; }

    public WatchedEngine Watched { get; }

    public FakeBotSource Source { get; } = new();

    public StatusBoard Board { get; private set; } = null!;

    public DaemonGraph Graph { get; private set; } = null!;

    public BotRecordStore Records { get; private set; } = null!;

    public DataDirectory Data { get; private set; } = null!;

    public CapturingLoggerProvider Logs { get; } = new();

    public FindSecret Secrets { get; set; } = static reference => SecretAnswer.Of($"value-of-{reference.Name}");

    public Func<string, string> Redact { get; set; } = static text => text;

    /// <summary>Free and whole bytes of every file system.</summary>
    public (long Free, long Total) FreeDisk { get; set; } = (50L << 30, 100L << 30);

    public string Prefix { get; }

    /// <summary>The scope of this fleet's instruments.</summary>
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public static ImageConfig Release() => new() { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.OpenClawRelease] = "2026.9.6" } };

    /// <summary>A new process of the daemon over the same directories: all that it knows it reads from disk and engine.</summary>
    public void Start()
    {
        Graph?.Dispose();
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(Logs));
        Data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
        Records = new BotRecordStore(Data, Clock, loggers.CreateLogger<BotRecordStore>());
        Board = new StatusBoard();
        Graph = new DaemonGraph(new DaemonParts
        {
            Engine = Watched,
            Source = Source,
            Data = Data,
            Records = Records,
            Instance = InstanceId.Resolve(Data, _instance),
            InstanceOptions = new InstanceOptions { ContainerPrefix = Prefix },
            Board = Board,
            Control = _control,
            Metrics = new ReconcilerMetrics(_services.GetRequiredService<IMeterFactory>(), Clock),
            Loggers = loggers,
            Time = new ImpatientClock(Clock),
            Secrets = reference => Secrets(reference),
            Redact = text => Redact(text),
            MeasureDisk = _ => FreeDisk,
            Chance = () => 0.5,
        });
    }

    /// <summary>Works as the daemon does for so long on the clock: what is enqueued, what falls due, and a resync every ten seconds in place of events.</summary>
    public async Task SettleAsync(TimeSpan? patience = null)
    {
        var until = Clock.GetUtcNow() + (patience ?? TimeSpan.FromMinutes(2));
        foreach (var id in Graph.Controller.InStartOrder([.. Source.Changed])) Graph.Controller.Enqueue(id, EnqueueCause.Manifest);
        Source.Changed.Clear();
        foreach (var id in Graph.Removals.Review()) Graph.Controller.Enqueue(id, EnqueueCause.Hold);
        while (true)
        {
            await ResyncAsync();
            var nextResync = Clock.GetUtcNow() + TimeSpan.FromSeconds(10);
            do await WorkAsync();
            while (Graph.Availability.IsUp && Clock.NextDue < nextResync && Clock.AdvanceToNextTimer());
            if (!Graph.Availability.IsUp || Clock.GetUtcNow() >= until) return;
            Clock.Advance(nextResync - Clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero);
        }
    }

    /// <summary>Passes over what waits now.</summary>
    public async Task WorkAsync()
    {
        while (Graph.Availability.IsUp && Graph.Queue.TryTake(out var item))
            await RunAsync(() => Graph.Controller.ProcessAsync(item, CancellationToken.None));
    }

    public async Task ResyncAsync()
    {
        await RunAsync(async () =>
        {
            while (!await Graph.Resync.TryResyncAsync(CancellationToken.None) && Graph.Availability.IsUp) Clock.Advance(TimeSpan.FromSeconds(1));
        });
    }

    /// <summary>The engine answers again, and the daemon has noticed.</summary>
    public async Task RecoverAsync()
    {
        (await Graph.Availability.ProbeAsync(CancellationToken.None)).Should().BeTrue();
        await SettleAsync();
    }

    /// <summary>A test that hangs ends with a reason.</summary>
    public static Task RunAsync(Func<Task> work) => work().WaitAsync(Patience);

    public BotStatus Status(string id) => Board.Find(BotId.Parse(id))?.Status ?? throw new AssertionException($"no status of {id}");

    public ConditionStatus? Condition(string id, ConditionType type) => Status(id).Find(type)?.Status;

    /// <summary>The bot's containers, oldest first, all instances.</summary>
    public async Task<IReadOnlyList<ContainerInspection>> ContainersAsync(string id)
    {
        var lines = await PatientlyAsync(() => Engine.Containers.ListAsync(new ContainerListQuery { Labels = [$"{Labels.BotId}={id}"] }));
        var found = new List<ContainerInspection>();
        foreach (var line in lines.OrderBy(line => line.Names![0], StringComparer.Ordinal))
            found.Add(await PatientlyAsync(() => Engine.Containers.InspectAsync(line.Id)));
        return found;
    }

    public async Task<ContainerInspection> OnlyContainerAsync(string id) => (await ContainersAsync(id)).Should().ContainSingle().Which;

    public async Task ShouldRunAsync(string id)
    {
        (await OnlyContainerAsync(id)).State!.Pid.Should().BePositive();
        Condition(id, ConditionType.Ready).Should().Be(ConditionStatus.True, Status(id).Find(ConditionType.Ready)?.Message);
    }

    /// <summary>A fault that the daemon did not meet must not hit the test's own look.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> look)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await look();
            }
            catch (DockerEngineException) when (i < 50)
            {
                // Once more.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0)
        {
            foreach (var entry in Logs.Entries) TestContext.Out.WriteLine(entry);
        }

        Watched.Violations.Should().BeEmpty();
        Graph.Dispose();
        if (_ownsEngine) await Engine.DisposeAsync();
        await _services.DisposeAsync();
        _directory.Dispose();
    }
}
