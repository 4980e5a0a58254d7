using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Who may start now: so many bots are on their way up at a time, the others wait in the order of priority and id. A bot has its place from before its
/// start until it is healthy, has ended, or took too long. Safe for concurrent use; a bot is looked at by one pass at a time.
/// </summary>
public sealed class StartLine : IDisposable
{
    /// <summary>How often it is asked again whether the host has room.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    /// <summary>How long bots gather after the engine came back.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    private readonly int? _max;
    private readonly int _cores;
    private readonly Func<IReadOnlyCollection<int>, bool> _hasRoom;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Dictionary<BotId, Place> _starting = [];
    private readonly SortedSet<StartRank> _waiting = [];
    private readonly Dictionary<BotId, StartRank> _ranks = [];
    private DateTimeOffset _opensAt;
    private int _done;
    private TimeSpan _doneTook;

    /// <param name="max">Bots on their way at a time; null: as many as the cores, and more while the host has room.</param>
    /// <param name="cores">Of the host.</param>
    /// <param name="hasRoom">Asked with the processes of the bots on their way.</param>
    /// <param name="time">The clock.</param>
    public StartLine(int? max, int cores, Func<IReadOnlyCollection<int>, bool> hasRoom, TimeProvider time)
    {
        (_max, _cores, _hasRoom, _time) = (max, cores, hasRoom, time);
        _timer = time.CreateTimer(_ => OnTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called when it is a waiting bot's turn.</summary>
    public Action<BotId> Wake { get; set; } = static _ => { };

    /// <summary>Null: nobody is on its way.</summary>
    public StartProgress? Progress
    {
        get
        {
            lock (_lock) return _starting.Count + _waiting.Count == 0 ? null : new StartProgress(_starting.Count, _waiting.Count, _done, DoneAt());
        }
    }

    /// <summary>Asked right before a bot is started. False: it waits, and <see cref="Wake"/> says when it is its turn.</summary>
    /// <param name="id">Which.</param>
    /// <param name="priority">The highest goes first.</param>
    /// <param name="patience">After so long its place is free again although it is not healthy.</param>
    public bool TryEnter(BotId id, int priority, TimeSpan patience)
    {
        BotId? next;
        lock (_lock)
        {
            if (_starting.ContainsKey(id)) return true;
            var rank = new StartRank(priority, id);
            if (_ranks.TryGetValue(id, out var known) && known != rank) _waiting.Remove(known);
            if (!IsFirst(rank) || !HasPlace())
            {
                _waiting.Add(rank);
                _ranks[id] = rank;
                _timer.Change(Tick, Timeout.InfiniteTimeSpan);
                return false;
            }

            RemoveWaiting(id);
            _starting.Add(id, new Place(_time.GetTimestamp(), patience));
            next = Next();
        }

        WakeUp(next);
        return true;
    }

    /// <summary>The engine came back: for a moment everybody only takes a place in the line, so that those go first whose turn it is and not those that come first.</summary>
    public void Gather()
    {
        lock (_lock) _opensAt = _time.GetUtcNow() + Gathering;
    }

    /// <summary>Its place in the line; null: it does not wait.</summary>
    public StartWait? Find(BotId id)
    {
        lock (_lock)
        {
            if (!_ranks.TryGetValue(id, out var rank)) return null;
            var before = _waiting.TakeWhile(other => other.CompareTo(rank) < 0).Count();
            return new StartWait(before + _starting.Count, Average() is { } took ? _time.GetUtcNow() + (took * (before + 1) / Math.Max(1, _starting.Count)) : null);
        }
    }

    /// <summary>It wants to start no more, or cannot now.</summary>
    public void StopWaiting(BotId id)
    {
        BotId? next;
        lock (_lock)
        {
            if (!RemoveWaiting(id)) return;
            next = Next();
        }

        WakeUp(next);
    }

    /// <summary>A bot was looked at: if it is on its way no more, the next one may start.</summary>
    public void Seen(ObservedBot observed)
    {
        BotId? next;
        lock (_lock)
        {
            if (!_starting.TryGetValue(observed.Id, out var place)) return;
            var running = observed.Containers.FirstOrDefault(container => container is { IsOurs: true, Phase: ContainerPhase.Running });
            if (running is { Health: ContainerHealthState.Starting })
            {
                place.Process = running.Process;
                return;
            }

            _starting.Remove(observed.Id);
            if (running is { Health: ContainerHealthState.Healthy or ContainerHealthState.None })
            {
                _done++;
                _doneTook += _time.GetElapsedTime(place.Since);
            }

            next = Next();
        }

        WakeUp(next);
    }

    public void Dispose() => _timer.Dispose();

    private bool IsFirst(StartRank rank) => _waiting.Count == 0 || _waiting.Min.CompareTo(rank) >= 0;

    private bool HasPlace()
    {
        foreach (var late in _starting.Where(pair => _time.GetElapsedTime(pair.Value.Since) >= pair.Value.Patience).Select(pair => pair.Key).ToList()) _starting.Remove(late);
        if (_time.GetUtcNow() < _opensAt) return false;
        if (_max is { } max) return _starting.Count < max;
        return _starting.Count < _cores || _hasRoom([.. _starting.Values.Select(place => place.Process).OfType<int>()]);
    }

    /// <summary>Whose turn it is now. Where the run has ended, the count begins anew.</summary>
    private BotId? Next()
    {
        if (_starting.Count + _waiting.Count == 0) (_done, _doneTook) = (0, TimeSpan.Zero);
        if (_waiting.Count == 0) return null;
        _timer.Change(Tick, Timeout.InfiniteTimeSpan);
        return HasPlace() ? _waiting.Min.Id : null;
    }

    private bool RemoveWaiting(BotId id) => _ranks.Remove(id, out var rank) && _waiting.Remove(rank);

    private void OnTick()
    {
        BotId? next;
        lock (_lock) next = Next();
        WakeUp(next);
    }

    private void WakeUp(BotId? next)
    {
        if (next is { } id) Wake(id);
    }

    private TimeSpan? Average() => _done == 0 ? null : _doneTook / _done;

    /// <summary>Places become free at the rate of bots on their way by the time that one takes (Little's law).</summary>
    private DateTimeOffset? DoneAt()
    {
        if (Average() is not { } took) return null;
        var now = _time.GetUtcNow();
        if (_waiting.Count > 0) return now + (took * (_waiting.Count + _starting.Count) / Math.Max(1, _starting.Count));
        var youngest = _starting.Values.Min(place => _time.GetElapsedTime(place.Since));
        return youngest < took ? now + took - youngest : now;
    }

    private sealed record Place(long Since, TimeSpan Patience)
    {
        /// <summary>Null: not seen running yet.</summary>
        public int? Process { get; set; }
    }
}
