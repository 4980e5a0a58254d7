using System.Collections.Immutable;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model.Observed;

namespace BotMaker.Reconciler.Observation;

/// <summary>
/// Is the engine there? Once somebody found it out of reach, everybody waits here, and one ping per interval asks: a dead engine costs one probe and
/// not bots times tries, and no bot's budget is spent on it.
/// </summary>
/// <param name="engine">Asked directly, without retries.</param>
/// <param name="cameBack">Called when it answers again, before anybody goes on.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class EngineAvailability(IContainerEngine engine, Func<CancellationToken, Task> cameBack, TimeProvider time, ILogger<EngineAvailability> logger)
{
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long an outage is remembered.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly ILogger<EngineAvailability> _logger = logger;
    private readonly Lock _lock = new();
    private TaskCompletionSource? _up;
    private TaskCompletionSource _down = NewSignal();
    private string _cause = "";
    private bool _told;
    private long _downSince;
    private ImmutableList<EngineDisturbance> _disturbances = [];
    private DateTimeOffset _upSince = time.GetUtcNow();

    /// <summary>When it was out of reach lately, oldest first.</summary>
    public IReadOnlyList<EngineDisturbance> Disturbances
    {
        get
        {
            lock (_lock) return _disturbances;
        }
    }

    /// <summary>Since when it has answered without a break, as far as we know; before our own start we know nothing.</summary>
    public DateTimeOffset UpSince
    {
        get
        {
            lock (_lock) return _upSince;
        }
    }

    public bool IsUp
    {
        get
        {
            lock (_lock) return _up is null;
        }
    }

    /// <summary>Does this failure say that the engine is out of reach, rather than something about a bot?</summary>
    public static bool IsOutage(Exception exception) =>
        exception is DockerEngineException { IsEngineDown: true } or DockerEngineException { Kind: EngineErrorKind.Timeout };

    /// <summary>Does this failure come from the engine at all, rather than from a mistake of ours?</summary>
    public static bool IsEngineFailure(Exception exception) => exception is DockerEngineException;

    /// <summary>Completes at once while the engine is there.</summary>
    public Task WhenUpAsync(CancellationToken cancellationToken)
    {
        lock (_lock) return _up is null ? Task.CompletedTask : _up.Task.WaitAsync(cancellationToken);
    }

    public void ReportDown(Exception cause)
    {
        lock (_lock)
        {
            if (_up is not null) return;
            _up = NewSignal();
            _downSince = time.GetTimestamp();
            var now = time.GetUtcNow();
            _disturbances = [.. _disturbances.Where(past => now - past.To < Remembered), new EngineDisturbance(now, To: null)];
            _cause = cause.Message;
            _down.TrySetResult();
        }
    }

    /// <summary>Asks the engine once; if it answers, everybody goes on.</summary>
    public async Task<bool> ProbeAsync(CancellationToken cancellationToken)
    {
        if (IsUp) return true;
        if (!await AnswersAsync(cancellationToken))
        {
            // A single cut connection is no outage worth a line: only an engine that does not answer is.
            if (!_told) WentDown(engine.Endpoint, _cause);
            _told = true;
            return false;
        }

        await cameBack(cancellationToken);
        TaskCompletionSource up;
        lock (_lock)
        {
            up = _up!;
            _disturbances = [.. _disturbances.SkipLast(1), _disturbances[^1] with { To = time.GetUtcNow() }];
            _up = null;
            _upSince = time.GetUtcNow();
            _down = NewSignal();
        }

        if (_told) CameBack(engine.Endpoint, time.GetElapsedTime(_downSince).TotalSeconds);
        _told = false;
        up.TrySetResult();
        return true;
    }

    /// <summary>Probes while the engine is out of reach, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Task down;
            lock (_lock) down = _down.Task;
            await down.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!cancellationToken.IsCancellationRequested && !await ProbeAsync(cancellationToken))
                await Task.Delay(ProbeInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (EngineSocket.IsGone(engine.Endpoint)) return false;
        using var timeout = new CancellationTokenSource(ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await engine.System.PingAsync(either.Token);
            return true;
        }
        catch (Exception exception) when (exception is DockerEngineException or OperationCanceledException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
