namespace BotMaker.Reconciler.Control;

/// <summary>Keys with a due time, earliest first. Each key is there once, with its earliest time and its highest priority. Not safe for concurrent use.</summary>
internal sealed class DelayedKeys<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, (DateTimeOffset Due, WorkPriority Priority)> _byKey = [];

    // Entries that the map no longer confirms are stale: they are dropped when they come to the front.
    private readonly PriorityQueue<TKey, DateTimeOffset> _heap = new();

    public int Count => _byKey.Count;

    public DateTimeOffset? NextDue
    {
        get
        {
            DropStale();
            return _heap.TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Null: it does not wait.</summary>
    public DateTimeOffset? DueAt(TKey key) => _byKey.TryGetValue(key, out var entry) ? entry.Due : null;

    public bool Contains(TKey key) => _byKey.ContainsKey(key);

    public void Add(TKey key, DateTimeOffset due, WorkPriority priority)
    {
        if (_byKey.TryGetValue(key, out var present))
        {
            var highest = present.Priority > priority ? present.Priority : priority;
            _byKey[key] = (present.Due < due ? present.Due : due, highest);
            if (present.Due <= due) return;
        }
        else
        {
            _byKey.Add(key, (due, priority));
        }

        _heap.Enqueue(key, due);
    }

    /// <returns>The priority with which it waited; null when it did not.</returns>
    public WorkPriority? Remove(TKey key) => _byKey.Remove(key, out var entry) ? entry.Priority : null;

    public bool TryTakeDue(DateTimeOffset now, out TKey key, out WorkPriority priority)
    {
        DropStale();
        if (!_heap.TryPeek(out key!, out var due) || due > now)
        {
            priority = default;
            return false;
        }

        _heap.Dequeue();
        _byKey.Remove(key, out var entry);
        priority = entry.Priority;
        return true;
    }

    private void DropStale()
    {
        while (_heap.TryPeek(out var key, out var due) && !(_byKey.TryGetValue(key, out var entry) && entry.Due == due)) _heap.Dequeue();
    }
}
