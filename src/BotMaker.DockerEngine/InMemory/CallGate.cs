using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Transport;

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

    public async Task<T> CallAsync<T>(EngineOperation operation, string? target, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        try
        {
            CallTicket ticket = await EnterAsync(operation, target, cancellationToken);
            T result = await AnswerAsync(work, ticket, cancellationToken);
            Tell(operation, CallOutcome.Of(operation, result), start);
            return result;
        }
        catch (Exception exception)
        {
            Tell(operation, CallOutcome.Of(exception), start);
            throw;
        }
    }

    public Task<T> CallAsync<T>(EngineOperation operation, string? target, Func<T> work, CancellationToken cancellationToken) =>
        CallAsync(operation, target, () => Task.FromResult(work()), cancellationToken);

    /// <summary>Opens an answer that goes on: the work yields its beginning, the ticket tells when the connection is cut.</summary>
    public Task<(T Opened, CallTicket Ticket)> OpenAsync<T>(EngineOperation operation, string? target, Func<T> work, CancellationToken cancellationToken) =>
        OpenAsync(operation, target, work, tellsEnd: false, cancellationToken);

    /// <param name="tellsEnd">The caller tells the outcome itself, with <see cref="Finished"/>, unless the opening fails.</param>
    public async Task<(T Opened, CallTicket Ticket)> OpenAsync<T>(
        EngineOperation operation,
        string? target,
        Func<T> work,
        bool tellsEnd,
        CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        try
        {
            CallTicket ticket = await EnterAsync(operation, target, cancellationToken);
            T opened = await AnswerAsync(() => Task.FromResult(work()), tellsEnd ? ticket with { LosesReply = false } : ticket, cancellationToken);
            if (!tellsEnd) Finished(ticket, CallOutcome.Of(operation, opened));
            return (opened, ticket);
        }
        catch (Exception exception)
        {
            Tell(operation, CallOutcome.Of(exception), start);
            throw;
        }
    }

    public void Finished(CallTicket ticket, string outcome) => Tell(ticket.Operation, outcome, ticket.StartTimestamp);

    /// <summary>Waits for work of the engine; a cut connection or the caller's own end leaves the work to itself.</summary>
    public static async Task<T> UntilCutAsync<T>(Task<T> work, CallTicket ticket, CancellationToken cancellationToken)
    {
        await UntilCutAsync((Task)work, ticket, cancellationToken);
        return await work;
    }

    public static async Task UntilCutAsync(Task work, CallTicket ticket, CancellationToken cancellationToken)
    {
        if (!work.IsCompleted)
        {
            Task first = await Task.WhenAny(work, ticket.Cut).WaitAsync(cancellationToken);
            if (first != work)
            {
                _ = work.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw Unavailable(ticket.Operation, "the connection to the engine was cut");
            }
        }

        await work;
    }

    public void Place(string operation, PlacedFault fault, int count)
    {
        _ = Known(operation);
        lock (_lock)
        {
            if (!_faults.TryGetValue(operation, out Queue<PlacedFault>? queue)) _faults[operation] = queue = new Queue<PlacedFault>();
            for (int i = 0; i < count; i++) queue.Enqueue(fault);
        }
    }

    public IDisposable Hang(string operation)
    {
        TaskCompletionSource signal = NewSignal();
        _ = Known(operation);
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

    public static DockerEngineException Unavailable(EngineOperation operation, string message) =>
        new(EngineErrorKind.Unavailable, operation.Words, message);

    private static async Task<T> AnswerAsync<T>(Func<Task<T>> work, CallTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            T result = await UntilCutAsync(work(), ticket, cancellationToken);
            return ticket.LosesReply ? throw ticket.Lost() : result;
        }
        catch (EngineRefusalException refusal)
        {
            throw ticket.LosesReply ? ticket.Lost() : refusal.ForCaller(ticket.Operation);
        }
    }

    /// <summary>Lets a call in: it throws what was placed for it, waits while the operation hangs or the engine starts, and is refused while it is down.</summary>
    private async Task<CallTicket> EnterAsync(EngineOperation operation, string? target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CallTicket ticket;
        Task hang, ready;
        PlacedFault? fault = null;
        lock (_lock)
        {
            Counters.Add(operation.Name);
            _log.Enqueue(new RecordedCall(operation.Name, target, time.GetUtcNow()));
            if (_log.Count > options.CallLogCapacity) _log.Dequeue();
            if (!_isUp) throw Unavailable(operation, "the engine is not running");
            if (_faults.TryGetValue(operation.Name, out Queue<PlacedFault>? placed)) placed.TryDequeue(out fault);
            hang = _hangs.TryGetValue(operation.Name, out TaskCompletionSource? signal) ? signal.Task : Task.CompletedTask;
            ready = _ready.Task;
            ticket = new CallTicket(operation, time.GetTimestamp(), fault?.LosesReply ?? false, _cut.Task);
        }

        await UntilCutAsync(ready, ticket, cancellationToken);
        await UntilCutAsync(hang, ticket, cancellationToken);
        if (fault?.Exception is { } exception) throw exception;
        return ticket;
    }

    private void Tell(EngineOperation operation, string outcome, long start) =>
        options.OnCompleted?.Invoke(new EngineCall(operation.Name, outcome, time.GetElapsedTime(start)));

    /// <summary>A fault under a name that no call has would never happen: a test must not pass by a typing error.</summary>
    private static string Known(string operation) => EngineOperation.All.Any(known => string.Equals(known.Name, operation, StringComparison.Ordinal))
        ? operation
        : throw new ArgumentException($"no operation is called {operation}", nameof(operation));

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
