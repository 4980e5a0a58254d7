namespace BotMaker.Reconciler.Control;

/// <summary>
/// A queue of keys with the guarantees that a reconciler rests on: a key is worked on by one worker at a time; adds of a waiting key merge; a key
/// that is added while it is worked on is handed out once more afterwards, so that no change is lost; the higher priority and the earlier due
/// time win a merge; within a priority it is first in, first out. Safe for concurrent use.
/// </summary>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly TimeProvider _time;
    private readonly WorkQueueHooks _hooks;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;

    // A key is in at most one of: waiting, processing. Beside that it may be in "again" (only while processing) or delayed.
    private readonly LinkedList<Waiting>[] _lines = [new(), new()];
    private readonly Dictionary<TKey, LinkedListNode<Waiting>> _waiting = [];
    private readonly Dictionary<TKey, long> _processing = [];
    private readonly Dictionary<TKey, WorkPriority> _again = [];
    private readonly DelayedKeys<TKey> _delayed = new();
    private readonly Queue<TaskCompletionSource> _takers = new();
    private TaskCompletionSource? _drained;
    private bool _closed;

    public WorkQueue(TimeProvider time, WorkQueueHooks? hooks = null)
    {
        _time = time;
        _hooks = hooks ?? WorkQueueHooks.None;
        _timer = time.CreateTimer(_ => MoveDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Now, as seconds and counts, for gauges.</summary>
    public WorkQueueState State
    {
        get
        {
            lock (_lock)
            {
                var (sum, longest) = (TimeSpan.Zero, TimeSpan.Zero);
                foreach (var since in _processing.Values)
                {
                    var elapsed = _time.GetElapsedTime(since);
                    sum += elapsed;
                    if (elapsed > longest) longest = elapsed;
                }

                return new(_lines[1].Count, _lines[0].Count, _delayed.Count, _processing.Count, sum, longest);
            }
        }
    }

    /// <summary>Hand the key out as soon as possible. A delay that it has is over. Ignored after <see cref="Close"/>.</summary>
    public void Add(TKey key, WorkPriority priority)
    {
        lock (_lock)
        {
            if (_closed) return;
            var delayed = _delayed.Remove(key);
            AddNow(key, delayed > priority ? delayed.Value : priority);
        }
    }

    /// <summary>Hand the key out after a delay, or earlier if it is added otherwise.</summary>
    public void AddAfter(TKey key, TimeSpan delay, WorkPriority priority)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key, priority);
            return;
        }

        lock (_lock)
        {
            if (_closed) return;
            if (_waiting.TryGetValue(key, out var node))
            {
                Raise(node, priority);
                return;
            }

            if (_again.ContainsKey(key)) return;
            _delayed.Add(key, _time.GetUtcNow() + delay, priority);
            ArmTimer();
        }
    }

    /// <summary>Waits for a key. Every key that is returned must be given back with <see cref="Done"/>. Null: the queue is closed and empty.</summary>
    public async ValueTask<WorkItem<TKey>?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource signal;
            lock (_lock)
            {
                if (TakeWaiting() is { } item) return item;
                if (_closed) return null;
                signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _takers.Enqueue(signal);
            }

            // A taker that was cancelled may already have been woken for a key: then the next one is woken in its place.
            using var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetCanceled(), signal);
            try
            {
                await signal.Task;
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                lock (_lock) Wake(_waiting.Count);
                cancellationToken.ThrowIfCancellationRequested();
                throw;
            }
        }
    }

    /// <summary>A key if one waits, without waiting for it.</summary>
    public bool TryTake(out WorkItem<TKey> item)
    {
        lock (_lock)
        {
            var taken = TakeWaiting();
            item = taken.GetValueOrDefault();
            return taken is not null;
        }
    }

    /// <summary>The work on a key is over. If it was added meanwhile, it waits again.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            if (!_processing.Remove(key, out var since)) return;
            _hooks.Done?.Invoke(_time.GetElapsedTime(since));
            if (_again.Remove(key, out var priority)) Enqueue(key, priority);
            SignalIfDrained();
        }
    }

    /// <summary>Has this key a delay that is not over?</summary>
    public bool IsDelayed(TKey key)
    {
        lock (_lock) return _delayed.Contains(key);
    }

    /// <summary>When this key's delay is over; null: it has none.</summary>
    public DateTimeOffset? DueAt(TKey key)
    {
        lock (_lock) return _delayed.DueAt(key);
    }

    /// <summary>Will this key be handed out, or is it being worked on?</summary>
    public bool Contains(TKey key)
    {
        lock (_lock) return _waiting.ContainsKey(key) || _processing.ContainsKey(key) || _delayed.Contains(key);
    }

    /// <summary>Takes no more keys, forgets delays and what waits, and completes when the work under way is done.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            Close();
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            SignalIfDrained();
            return _drained.Task;
        }
    }

    public void Dispose()
    {
        lock (_lock) Close();
        _timer.Dispose();
    }

    private void Close()
    {
        _closed = true;
        foreach (var line in _lines) line.Clear();
        _waiting.Clear();
        _again.Clear();
        Wake(_takers.Count);
    }

    private void AddNow(TKey key, WorkPriority priority)
    {
        if (_waiting.TryGetValue(key, out var node))
        {
            Raise(node, priority);
        }
        else if (_processing.ContainsKey(key))
        {
            if (_again.TryGetValue(key, out var present))
            {
                if (present < priority) _again[key] = priority;
                return;
            }

            _again.Add(key, priority);
            _hooks.Added?.Invoke(priority);
        }
        else
        {
            _hooks.Added?.Invoke(priority);
            Enqueue(key, priority);
        }
    }

    private void Raise(LinkedListNode<Waiting> node, WorkPriority priority)
    {
        if (node.Value.Priority >= priority) return;
        _lines[(int)node.Value.Priority].Remove(node);
        node.Value = node.Value with { Priority = priority };
        _lines[(int)priority].AddLast(node);
    }

    private void Enqueue(TKey key, WorkPriority priority)
    {
        _waiting.Add(key, _lines[(int)priority].AddLast(new Waiting(key, priority, _time.GetTimestamp())));
        Wake(1);
    }

    private WorkItem<TKey>? TakeWaiting()
    {
        var node = _lines[(int)WorkPriority.Urgent].First ?? _lines[(int)WorkPriority.Background].First;
        if (node is null) return null;
        node.List!.RemoveFirst();
        var (key, priority, since) = node.Value;
        _waiting.Remove(key);
        _processing.Add(key, _time.GetTimestamp());
        var waited = _time.GetElapsedTime(since);
        _hooks.Taken?.Invoke(waited);
        return new WorkItem<TKey>(key, priority, waited);
    }

    private void MoveDue()
    {
        lock (_lock)
        {
            if (_closed) return;
            while (_delayed.TryTakeDue(_time.GetUtcNow(), out var key, out var priority)) AddNow(key, priority);
            ArmTimer();
        }
    }

    private void ArmTimer()
    {
        var due = _delayed.NextDue;
        var wait = due is { } next ? next - _time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        if (due is not null && wait < TimeSpan.FromMilliseconds(1)) wait = TimeSpan.FromMilliseconds(1);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Wake(int count)
    {
        while (count > 0 && _takers.TryDequeue(out var taker))
        {
            if (taker.TrySetResult()) count--;
        }
    }

    private void SignalIfDrained()
    {
        if (_closed && _processing.Count == 0) _drained?.TrySetResult();
    }

    private readonly record struct Waiting(TKey Key, WorkPriority Priority, long Since);
}
