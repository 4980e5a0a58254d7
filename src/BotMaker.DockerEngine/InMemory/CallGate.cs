using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>
/// The wire between callers and the engine: counts calls, plays placed faults, and cuts everything when the engine goes down. What the
/// engine has begun it finishes, whether the caller waits or not.
/// </summary>
internal sealed class CallGate(TimeProvider time, InMemoryEngineOptions options)
{
    private readonly Lock _lock = new();
    private readonly Queue<RecordedCall> _log = new();
    private readonly Dictionary<string, Queue<PlacedFault>> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _hangs = new(StringComparer.Ordinal);
    private TaskCompletionSource _cut = NewSignal();
    private TaskCompletionSource _ready = CompletedSignal();
    private bool _isUp = true;

    public CallCounters Counters { get; } = new();

    public IReadOnlyList<RecordedCall> Log
    {
        get
        {
            lock (_lock) return [.. _log];
        }
    }

    public async Task<T> CallAsync<T>(string operation, string? target, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        CallTicket ticket = await EnterAsync(operation, target, cancellationToken).ConfigureAwait(false);
        try
        {
            T result = await UntilCutAsync(work(), ticket, cancellationToken).ConfigureAwait(false);
            return ticket.LosesReply ? throw ticket.Lost() : result;
        }
        catch (EngineRefusalException refusal)
        {
            throw ticket.LosesReply ? ticket.Lost() : refusal.ForCaller(operation);
        }
    }

    public Task<T> CallAsync<T>(string operation, string? target, Func<T> work, CancellationToken cancellationToken) =>
        CallAsync(operation, target, () => Task.FromResult(work()), cancellationToken);

    /// <summary>Lets a call in: it throws what was placed for it, waits while the operation hangs or the engine starts, and is refused while it is down.</summary>
    public async Task<CallTicket> EnterAsync(string operation, string? target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task hang, cut, ready;
        PlacedFault? fault = null;
        lock (_lock)
        {
            Counters.Add(operation);
            _log.Enqueue(new RecordedCall(operation, target, time.GetUtcNow()));
            if (_log.Count > options.CallLogCapacity) _log.Dequeue();
            if (!_isUp) throw Unavailable(operation, "the engine is not running");
            if (_faults.TryGetValue(operation, out Queue<PlacedFault>? placed)) placed.TryDequeue(out fault);
            hang = _hangs.TryGetValue(operation, out TaskCompletionSource? signal) ? signal.Task : Task.CompletedTask;
            (cut, ready) = (_cut.Task, _ready.Task);
        }

        var ticket = new CallTicket(operation, fault?.LosesReply ?? false, cut);
        await UntilCutAsync(ready, ticket, cancellationToken).ConfigureAwait(false);
        await UntilCutAsync(hang, ticket, cancellationToken).ConfigureAwait(false);
        if (fault?.Exception is { } exception) throw exception;
        return ticket;
    }

    /// <summary>Waits for work of the engine; a cut connection or the caller's own end leaves the work to itself.</summary>
    public static async Task<T> UntilCutAsync<T>(Task<T> work, CallTicket ticket, CancellationToken cancellationToken)
    {
        await UntilCutAsync((Task)work, ticket, cancellationToken).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }

    public static async Task UntilCutAsync(Task work, CallTicket ticket, CancellationToken cancellationToken)
    {
        if (!work.IsCompleted)
        {
            Task first = await Task.WhenAny(work, ticket.Cut).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (first != work)
            {
                _ = work.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw Unavailable(ticket.Operation, "the connection to the engine was cut");
            }
        }

        await work.ConfigureAwait(false);
    }

    public void Place(string operation, PlacedFault fault, int count)
    {
        lock (_lock)
        {
            if (!_faults.TryGetValue(operation, out Queue<PlacedFault>? queue)) _faults[operation] = queue = new Queue<PlacedFault>();
            for (int i = 0; i < count; i++) queue.Enqueue(fault);
        }
    }

    public IDisposable Hang(string operation)
    {
        TaskCompletionSource signal = NewSignal();
        lock (_lock)
        {
            if (_hangs.ContainsKey(operation)) throw new InvalidOperationException($"{operation} hangs already");
            _hangs[operation] = signal;
        }

        return new Release(() =>
        {
            lock (_lock) _hangs.Remove(operation);
            signal.TrySetResult();
        });
    }

    public void GoDown()
    {
        TaskCompletionSource cut;
        lock (_lock)
        {
            _isUp = false;
            cut = _cut;
        }

        cut.TrySetResult();
    }

    /// <summary>Connections are accepted again; answers come only after <see cref="BeReady"/>.</summary>
    public void ComeUp()
    {
        lock (_lock)
        {
            _isUp = true;
            _cut = NewSignal();
            _ready = NewSignal();
        }
    }

    public void BeReady()
    {
        lock (_lock) _ready.TrySetResult();
    }

    public static DockerEngineException Unavailable(string operation, string message) =>
        new(EngineErrorKind.Unavailable, InMemoryOperations.Text(operation), message);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource CompletedSignal()
    {
        TaskCompletionSource signal = NewSignal();
        signal.SetResult();
        return signal;
    }

    private sealed class Release(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
