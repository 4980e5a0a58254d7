using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Reporting;

/// <summary>
/// What happened lately, per bot, so that the noise of one bot does not push out the news of another. In memory only; bounded per bot and in all.
/// Safe for concurrent use.
/// </summary>
public sealed class EventLog(TimeProvider time)
{
    public const int PerBot = 50;
    public const int InAll = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<BotId, LinkedList<BotEvent>> _bots = [];
    private readonly Queue<(BotId Bot, long Number)> _order = new();
    private long _last;
    private int _count;
    private TaskCompletionSource? _grown;

    /// <summary>The number of the newest.</summary>
    public long Last
    {
        get
        {
            lock (_lock) return _last;
        }
    }

    /// <summary>Notes it; what is the same as the bot's last event only counts it up.</summary>
    public void Add(BotId bot, BotEventKind kind, string reason, string message, bool isWarning = false)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_bots.TryGetValue(bot, out var events)) _bots[bot] = events = new();
            var number = ++_last;
            if (events.Last is { Value: var last } && last.Kind == kind && string.Equals(last.Reason, reason, StringComparison.Ordinal) && string.Equals(last.Message, message, StringComparison.Ordinal))
            {
                events.Last.Value = last with { Number = number, LastAt = now, Count = last.Count + 1 };
            }
            else
            {
                events.AddLast(new BotEvent(number, bot, kind, reason, message, isWarning, now, now, 1));
                _count++;
                if (events.Count > PerBot) DropFirst(events);
            }

            _order.Enqueue((bot, number));
            Bound();
            _grown?.TrySetResult();
            _grown = null;
        }
    }

    /// <summary>Events after a number, oldest first; of one bot, or of all.</summary>
    public IReadOnlyList<BotEvent> After(long number, BotId? bot = null)
    {
        lock (_lock)
        {
            if (bot is { } id) return _bots.TryGetValue(id, out var events) ? [.. events.Where(happened => happened.Number > number)] : [];
            return [.. _bots.Values.SelectMany(events => events).Where(happened => happened.Number > number).OrderBy(happened => happened.Number)];
        }
    }

    /// <summary>Completes when there is an event after this number, of whatever bot.</summary>
    public Task WaitAsync(long number, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_last > number) return Task.CompletedTask;
            _grown ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _grown.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The oldest go first. An entry of the order whose event was counted up or is gone stands for nothing.</summary>
    private void Bound()
    {
        while (_count > InAll && _order.TryDequeue(out var oldest))
        {
            if (!_bots.TryGetValue(oldest.Bot, out var events) || events.First?.Value.Number != oldest.Number) continue;
            DropFirst(events);
            if (events.Count == 0) _bots.Remove(oldest.Bot);
        }

        if (_order.Count <= 2 * InAll) return;
        _order.Clear();
        foreach (var happened in _bots.Values.SelectMany(events => events).OrderBy(happened => happened.Number)) _order.Enqueue((happened.Bot, happened.Number));
    }

    private void DropFirst(LinkedList<BotEvent> events)
    {
        events.RemoveFirst();
        _count--;
    }
}
