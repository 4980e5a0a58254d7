using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Reporting;

/// <summary>
/// What everybody who looks from outside sees: one immutable snapshot, swapped on change. A publish shares all but a path of the tree with
/// the snapshot before, so its cost grows with the logarithm of the fleet. Safe for concurrent use; readers never wait.
/// </summary>
public sealed class StatusBoard
{
    private readonly Lock _lock = new();
    private volatile BoardSnapshot _current = BoardSnapshot.Empty;
    private TaskCompletionSource<BoardSnapshot>? _nextChange;

    public BoardSnapshot Snapshot() => _current;

    public BotEntry? Find(BotId id) => _current.Bots.GetValueOrDefault(id);

    /// <summary>Shows the bot. What equals the entry that is shown changes nothing and wakes nobody.</summary>
    public void Publish(BotIntent intent, BotStatus status, BotPlan? plan)
    {
        var entry = new BotEntry(intent, status, plan);
        lock (_lock)
        {
            if (_current.Bots.TryGetValue(status.Id, out var shown) && shown.Equals(entry)) return;
            Swap(new(_current.Version + 1, _current.Bots.SetItem(status.Id, entry)));
        }
    }

    /// <summary>The bot is gone. Unknown ids change nothing.</summary>
    public void Remove(BotId id)
    {
        lock (_lock)
        {
            if (!_current.Bots.ContainsKey(id)) return;
            Swap(new(_current.Version + 1, _current.Bots.Remove(id)));
        }
    }

    /// <summary>Completes with a snapshot that is newer than <paramref name="seenVersion"/>: at once when there is one.</summary>
    /// <remarks>A slow watcher meets the latest state and not every state between.</remarks>
    public Task<BoardSnapshot> WaitForChangeAsync(long seenVersion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_current.Version > seenVersion) return Task.FromResult(_current);
            _nextChange ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _nextChange.Task.WaitAsync(cancellationToken);
        }
    }

    private void Swap(BoardSnapshot next)
    {
        _current = next;
        _nextChange?.SetResult(next);
        _nextChange = null;
    }
}
