using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Reporting;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// All loops together, in the order that loses nothing: the event stream is opened, then everything is listed and the manifests are read, and only
/// then bots are worked on. Whoever hosts it gets an exception when a loop ends that must not.
/// </summary>
public sealed partial class ReconcilerDaemon(
    IBotSource source,
    EngineEventSource events,
    EngineAvailability availability,
    ResyncTimer resync,
    SecretRotation rotation,
    RuntimeRestore restore,
    GatewayWatch gateways,
    ReconcileController controller,
    WorkQueue<BotId> queue,
    StatusBoard board,
    Removals removals,
    FatalSignal fatal,
    ControlOptions options,
    TimeProvider time,
    ILogger<ReconcilerDaemon> logger)
{
    /// <summary>How long running actions get at the end.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(20);

    /// <summary>With <c>--once</c>: failures in a row after which a bot is no longer waited for.</summary>
    private const int GivesUpAfter = 3;

    private readonly ILogger<ReconcilerDaemon> _logger = logger;
    private readonly TaskCompletionSource _scanned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The manifests were scanned and the engine was listed at least once.</summary>
    public Task Ready => Task.WhenAll(_scanned.Task, resync.First);

    /// <summary>Look at this bot now.</summary>
    public void Enqueue(BotId id) => controller.Enqueue(id, EnqueueCause.Command);

    /// <summary>Plan this bot anew, since what may be done to it has changed.</summary>
    public void Look(BotId id) => controller.Enqueue(id, EnqueueCause.Hold);

    /// <summary>Compare everything with the engine now.</summary>
    public void RequestResync() => resync.Request();

    /// <summary>Read the secrets now, and look at every bot one of whose secrets changed.</summary>
    public void RereadSecrets() => rotation.Look();

    /// <summary>Runs until cancelled. Bots are left as they are.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var loops = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var passes = new CancellationTokenSource();
        List<Task> running =
        [
            events.RunAsync(loops.Token),
            availability.RunAsync(loops.Token),
            resync.RunAsync(loops.Token),
            gateways.RunAsync(loops.Token),
            rotation.RunAsync(loops.Token),
            source.RunAsync(OnScan, loops.Token),
            fatal.Task.WaitAsync(loops.Token),
        ];
        var workers = WorkAsync(loops.Token, passes.Token);
        running.Add(workers);
        var first = await Task.WhenAny(running);
        await loops.CancelAsync();
        await DrainAsync(workers, passes);
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested && !fatal.Task.IsFaulted) return;
        await first;
        throw new InvalidOperationException("A loop of the daemon ended without a reason.");
    }

    /// <summary>Converges once and returns when every bot has reached an end of some kind. For <c>run --once</c>.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAsync(done.Token);
        await await Task.WhenAny(Ready.WaitAsync(cancellationToken), running);
        while (!IsSettled() && !running.IsCompleted)
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken), running);
        await done.CancelAsync();
        await running;
    }

    private bool IsSettled() =>
        queue.State is { Urgent: 0, Background: 0, Processing: 0 } && source.Current.Bots.Keys.All(IsSettled);

    /// <summary>Nothing is under way for it: it is as wanted, waits for a person, or failed so often that a person should look.</summary>
    private bool IsSettled(BotId id) => controller.LastResult(id) switch
    {
        ReconcileResult.Converged => board.Find(id)?.Status.Is(ConditionType.Reconciling) is not true,
        ReconcileResult.Failed => controller.Failures(id) >= GivesUpAfter,
        ReconcileResult.Stalled => true,
        _ => false,
    };

    private async Task WorkAsync(CancellationToken stopTaking, CancellationToken endPasses)
    {
        await Ready.WaitAsync(stopTaking);
        await restore.RunAsync(stopTaking);
        Working(options.Workers);
        await using var close = stopTaking.UnsafeRegister(static state => _ = ((WorkQueue<BotId>)state!).CloseAsync(), queue);
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => controller.WorkAsync(stopTaking, endPasses), CancellationToken.None)));
    }

    private async Task DrainAsync(Task workers, CancellationTokenSource passes)
    {
        try
        {
            await workers.WaitAsync(DrainTime, time);
        }
        catch (TimeoutException)
        {
            DrainedLate(queue.State.Processing);
            await passes.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // It had not begun.
        }
    }

    private void OnScan(DesiredChange change)
    {
        if (change.SourceChanged)
            resync.Request();
        foreach (var id in controller.InStartOrder(change.SourceChanged ? change.Snapshot.Bots.Keys.Concat(change.Changed).Distinct() : change.Changed))
            controller.Enqueue(id, EnqueueCause.Manifest);
        foreach (var id in removals.Review())
            controller.Enqueue(id, EnqueueCause.Hold);
        _scanned.TrySetResult();
    }
}
