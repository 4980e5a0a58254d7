using System.Collections.Concurrent;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Control;

/// <summary>The last look at each bot, and the last one that led to something: for people who ask why.</summary>
public sealed class DecisionLog(TimeProvider time)
{
    private readonly ConcurrentDictionary<BotId, Decision> _last = new();
    private readonly ConcurrentDictionary<BotId, DateTimeOffset> _looks = new();

    /// <summary>Null: nothing had to be done in this run of the daemon.</summary>
    public Decision? Last(BotId id) => _last.GetValueOrDefault(id);

    /// <summary>Null: it was not looked at in this run of the daemon.</summary>
    public DateTimeOffset? LookedAt(BotId id) => _looks.TryGetValue(id, out var at) ? at : null;

    /// <summary>A plan is about to be carried out.</summary>
    public void Begins(BotId id) => _last[id] = new Decision(time.GetUtcNow(), []);

    public void Did(BotId id, BotAction action, ActionOutcome outcome)
    {
        var end = outcome switch
        {
            ActionOutcome.Failed failed => $"failed: {failed.Failure.Message}",
            ActionOutcome.LookAgain again => $"not finished: {again.Why}",
            _ => "done",
        };
        if (_last.TryGetValue(id, out var decision)) _last[id] = decision with { Steps = [.. decision.Steps, $"{ActionText.Of(action)}: {end}"] };
    }

    /// <summary>A look is over.</summary>
    public void Looked(BotId id) => _looks[id] = time.GetUtcNow();

    public void Forget(BotId id)
    {
        _last.TryRemove(id, out _);
        _looks.TryRemove(id, out _);
    }
}
