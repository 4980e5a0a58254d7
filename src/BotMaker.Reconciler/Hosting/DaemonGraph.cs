using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Execution.OneShots;
using BotMaker.Reconciler.Logs;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting;

/// <summary>The daemon put together, in the order of the flow: observe, plan, act, control. One place, so that tests run what the product runs.</summary>
public sealed class DaemonGraph : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly OneShotRunner _oneShots;

    public DaemonGraph(DaemonParts parts)
    {
        var (time, instance) = (parts.Time, parts.Instance.Value);
        Pipelines = new EnginePipelines(time);
        var engine = new GuardedEngine(parts.Engine, Pipelines, () => EngineSocket.IsGone(parts.Engine.Endpoint));
        Queue = Own(new WorkQueue<BotId>(time, Hooks(parts.Metrics.Queue)));
        parts.Metrics.Queue.Watch(() => DepthOf(Queue.State));

        Observer = new EngineObserver(engine, instance, time);
        Availability = new EngineAvailability(parts.Engine, CameBackAsync, time, Logger<EngineAvailability>(parts));
        EventLog = new EventLog(time);
        var teller = new EventTeller(EventLog);
        Logs = Own(new LogHub(parts.Engine, instance, parts.Redact, parts.Metrics.LogLinesDropped, time, Logger<LogHub>(parts)));
        Events = new EngineEventSource(parts.Engine, instance, Signals(parts.Metrics, teller), time, Logger<EngineEventSource>(parts));

        History = new BotHistoryStore(parts.Data, time);
        Rollouts = new RolloutStore(parts.Data, parts.Records, time, Logger<RolloutStore>(parts));
        Snapshots = new SnapshotStore(parts.Data, time);
        Directories = new BotDirectories(parts.Data, new UidAllocator(parts.Records, parts.Host.FirstUid, parts.Host.LastUid), Logger<BotDirectories>(parts));
        var digests = SecretDigests.Open(parts.Data);
        _oneShots = new OneShotRunner(engine, instance, parts.InstanceOptions.ContainerPrefix, time);
        var releases = Own(new ReleaseReader(engine, _oneShots, new ImageReleaseStore(parts.Data, time), Logger<ReleaseReader>(parts)));
        var renderer = new BotRenderer(releases);
        SecretLedger = new SecretLedger(parts.Secrets, digests);
        var fence = new TokenFence(parts.Records, () => parts.Source.Current.Bots.Values.Select(intent => intent.Bot).OfType<DesiredBot>(), parts.Secrets, digests, SecretLedger);
        var secrets = new SecretValues(parts.Data, parts.Secrets, digests, SecretLedger, fence, parts.LearnSecret);
        var workspace = new WorkspaceFiles(parts.Data, Directories);
        Files = new FileInspector(parts.Data, renderer, secrets, digests, workspace);
        var files = new AttemptFiles(parts.Data, Directories, secrets);
        Trash = new TrashStore(parts.Data, time);
        Executor = BuildExecutor(parts, engine, renderer, files, workspace);

        var restarts = new RestartHistoryStore(parts.Data, time);
        Requests = new RestartRequests(time);
        Decisions = new DecisionLog(time);
        Holds = parts.Holds ?? new HoldStore(parts.Data, time, Logger<HoldStore>(parts));
        RemovalJournal = parts.Removals ?? new RemovalStore(parts.Data, time, Logger<RemovalStore>(parts));
        Removals = new Removals(parts.Source, parts.Records, RemovalJournal, parts.Prune, time);
        Confirmation = new RemovalConfirmation(parts.Source, parts.Records, RemovalJournal, Removals, parts.Prune);
        Inputs = new PlanInputs(parts.Source, parts.Records, Rollouts, Holds, restarts, Removals, Trash, Availability, Requests, parts.InstanceOptions, time);
        Preview = new PlanPreview(Observer, Inputs, Files);
        var breaker = new LoopBreaker(time);
        Starts = Own(new StartLine(parts.Control.MaxStarting, Environment.ProcessorCount, parts.HasStartRoom, time));
        var watch = new RestartWatch(restarts, parts.Records, Availability, parts.Metrics, Logger<RestartWatch>(parts));
        var reporter = new PassReporter(parts.Source, parts.Board, parts.Records, History, restarts, teller, Findings, parts.Metrics, time);
        var pruner = new AttemptPruner(parts.Records, Directories);
        Gateways = Own(new GatewayWatch(
            new GatewayInspector(engine, renderer, parts.Redact, time), Findings, id => Controller!.Enqueue(id, EnqueueCause.Engine), time, Logger<GatewayWatch>(parts)));
        var reconciler = new BotReconciler(
            Observer, Executor, Inputs, Removals, pruner, watch, Gateways, Files, History, breaker, Starts, Decisions, reporter, time, Logger<BotReconciler>(parts));
        Backoff = new RequeueBackoff<BotId>(time, parts.Chance);
        Controller = new ReconcileController(
            Queue, reconciler, Inputs, reporter, Availability, Backoff, breaker, watch, parts.Metrics, time, Logger<ReconcileController>(parts));
        Starts.Wake = id => Controller.Enqueue(id, EnqueueCause.Turn);
        Resync = new ResyncTimer(
            Observer, Inputs, Controller, Queue, Availability, parts.Metrics, parts.EngineOptions.ResyncInterval, time, Logger<ResyncTimer>(parts));
        Rotation = new SecretRotation(SecretLedger, Controller, parts.SecretChanges, Logger<SecretRotation>(parts));
        var runtime = new RuntimeFiles(engine, parts.Data, Files, files, Directories, Logger<RuntimeFiles>(parts));
        Restore = new RuntimeRestore(Observer, Executor, Inputs, parts.Records, runtime, Logger<RuntimeRestore>(parts));
        Daemon = new ReconcilerDaemon(
            parts.Source, Events, Availability, Resync, Rotation, Restore, Gateways, Controller, Queue, parts.Board, Removals, Fatal, parts.Control, time, Logger<ReconcilerDaemon>(parts));
    }

    public ReconcilerDaemon Daemon { get; }

    public PlanPreview Preview { get; }

    public BotHistoryStore History { get; }

    public HoldStore Holds { get; }

    public StartLine Starts { get; }

    public RestartRequests Requests { get; }

    public DecisionLog Decisions { get; }

    public RolloutStore Rollouts { get; }

    public SnapshotStore Snapshots { get; }

    public TrashStore Trash { get; }

    public RemovalStore RemovalJournal { get; }

    public Removals Removals { get; }

    public RemovalConfirmation Confirmation { get; }

    public EngineAvailability Availability { get; }

    public LogHub Logs { get; }

    public EventLog EventLog { get; }

    internal FindingsBoard Findings { get; } = new();

    internal EnginePipelines Pipelines { get; }

    internal WorkQueue<BotId> Queue { get; }

    internal EngineObserver Observer { get; }

    internal EngineEventSource Events { get; }

    internal BotDirectories Directories { get; }

    internal IActionExecutor Executor { get; }

    internal FileInspector Files { get; }

    internal SecretLedger SecretLedger { get; }

    internal SecretRotation Rotation { get; }

    internal RuntimeRestore Restore { get; }

    internal GatewayWatch Gateways { get; }

    internal PlanInputs Inputs { get; }

    internal RequeueBackoff<BotId> Backoff { get; }

    internal ReconcileController Controller { get; }

    internal ResyncTimer Resync { get; }

    internal FatalSignal Fatal { get; } = new();

    public void Dispose()
    {
        foreach (var owned in Enumerable.Reverse(_owned)) owned.Dispose();
    }

    private ActionExecutor BuildExecutor(DaemonParts parts, GuardedEngine engine, BotRenderer renderer, AttemptFiles files, WorkspaceFiles workspace)
    {
        var (time, instance, prefix) = (parts.Time, parts.Instance.Value, parts.InstanceOptions.ContainerPrefix);
        var watch = new ContainerWatch(engine, time);
        var gates = Own(new ConcurrencyGates(parts.Control.MaxConcurrentStarts, parts.Control.MaxConcurrentPulls));
        var disk = new DiskSpace(engine, parts.Data, parts.Disk, parts.MeasureDisk);
        var images = new ImageProvider(engine, Pipelines, gates, parts.Credentials, parts.Records, disk, Logger<ImageProvider>(parts));
        var networks = Own(new NetworkProvisioner(engine, instance, prefix, SubnetPool.Parse(parts.Host.NetworkPool)));
        var bindRoots = Own(new BindRootCheck(engine, _oneShots, parts.Data, Fatal.Raise, Logger<BindRootCheck>(parts)));
        var checks = Own(new RevisionChecks(
            engine, _oneShots, files, Directories, Findings, parts.Redact, parts.Control.MaxConcurrentChecks, Logger<RevisionChecks>(parts)));
        var creator = new ContainerCreator(
            engine, watch, images, networks, renderer, files, Directories, bindRoots, checks, parts.Records, parts.InstanceOptions, instance, time, Logger<ContainerCreator>(parts));
        var packages = new PackageProvisioner(
            engine, _oneShots, renderer, Directories, parts.Data, new PackageStore(parts.Data, time), parts.Redact, Logger<PackageProvisioner>(parts));
        var starter = new ContainerStarter(engine, watch, gates, renderer, files, workspace, packages, bindRoots, Directories, instance, Logger<ContainerStarter>(parts));
        var updater = new FileUpdater(watch, Files, files, workspace, new ReloadWatch(engine, time), checks, parts.Records, time, Logger<FileUpdater>(parts));
        var rollout = new RolloutSteps(
            disk, Rollouts, Snapshots, parts.Records, History, watch, new FailureLog(engine, parts.Redact), instance, Logger<RolloutSteps>(parts));
        var removal = new BotRemoval(networks, Directories, parts.Records, History, Trash, time, Logger<BotRemoval>(parts));
        return new ActionExecutor(images, creator, starter, new ContainerChanges(engine, watch), updater, removal, rollout, Directories, parts.Records, History);
    }

    private async Task CameBackAsync(CancellationToken cancellationToken)
    {
        await Pipelines.CloseBreakerAsync(cancellationToken);
        Starts.Gather();
        Resync.Request();
    }

    /// <summary>At the start and after each reconnect: what a daemon that died, or an engine that went, left of containers that are no bots.</summary>
    private async Task SweepAsync()
    {
        try
        {
            await _oneShots.CleanUpAsync(CancellationToken.None);
        }
        catch (DockerEngineException)
        {
            // The next connection finds them.
        }
    }

    private EngineSignals Signals(ReconcilerMetrics metrics, EventTeller teller) => new()
    {
        Bot = id =>
        {
            Controller.Enqueue(id, EnqueueCause.Engine);
            Logs.Wake(id);
        },
        Told = teller.EngineSaw,
        Relist = () => Resync.Request(),
        Lost = cause => Availability.ReportDown(cause),
        Event = metrics.EngineEventSeen,
        Connected = isUp =>
        {
            metrics.EventStreamConnected(isUp);
            if (isUp) _ = SweepAsync();
        },
        Reconnecting = metrics.EventStreamReconnected,
    };

    private static WorkQueueHooks Hooks(QueueMetrics metrics) => new()
    {
        Added = _ => metrics.ItemAdded(),
        Taken = metrics.ItemStarted,
        Done = metrics.ItemFinished,
    };

    private static QueueDepth DepthOf(WorkQueueState state) => new(state.Urgent, state.Background, state.UnfinishedWork, state.LongestRunning);

    private static ILogger<T> Logger<T>(DaemonParts parts) => parts.Loggers.CreateLogger<T>();

    private T Own<T>(T part)
        where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }
}
