using System.Collections.Immutable;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// Who holds which bots, and the fleet, as they are: in memory and in <c>holds.json</c>. A change is on disk before it is in force, and it is in force
/// over restarts until it ends by itself or by somebody's word. What cannot be read counts as a freeze: nothing is changed that somebody may have held.
/// </summary>
public sealed partial class HoldStore
{
    private readonly DataDirectory _data;
    private readonly TimeProvider _time;
    private readonly ILogger<HoldStore> _logger;
    private readonly Lock _lock = new();
    private volatile State _state;

    /// <summary>Reads what is in force.</summary>
    public HoldStore(DataDirectory data, TimeProvider time, ILogger<HoldStore> logger)
    {
        (_data, _time, _logger) = (data, time, logger);
        _state = Load();
    }

    /// <summary>Not null: the whole fleet is frozen, and nothing on the engine or on disk may be changed for any bot.</summary>
    public Hold? Freeze => InForce(_state.Freeze);

    /// <summary>Bots that are held now, without regard to a freeze.</summary>
    public IReadOnlyDictionary<BotId, Hold> Bots
    {
        get
        {
            var now = _time.GetUtcNow();
            return _state.Bots.Where(pair => !pair.Value.IsOver(now)).ToImmutableSortedDictionary();
        }
    }

    /// <summary>The hold of one bot, without regard to a freeze; null when nobody holds it.</summary>
    public Hold? Find(BotId id) => InForce(_state.Bots.GetValueOrDefault(id));

    /// <summary>Holds the bot; a hold that is there is replaced.</summary>
    public void Put(BotId id, Hold hold) => Change(state => state with { Bots = state.Bots.SetItem(id, hold) });

    /// <returns>The hold that ended; null when there was none.</returns>
    public Hold? Release(BotId id)
    {
        var before = Find(id);
        if (before is not null) Change(state => state with { Bots = state.Bots.Remove(id) });
        return before;
    }

    /// <summary>Freezes the fleet; a freeze that is there is replaced.</summary>
    public void PutFreeze(Hold freeze) => Change(state => state with { Freeze = freeze });

    /// <returns>The freeze that ended; null when there was none.</returns>
    public Hold? Unfreeze()
    {
        var before = Freeze;
        if (before is not null) Change(state => state with { Freeze = null });
        return before;
    }

    private void Change(Func<State, State> change)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var after = change(_state);
            after = new State(InForce(after.Freeze), after.Bots.RemoveRange(after.Bots.Where(pair => pair.Value.IsOver(now)).Select(pair => pair.Key)));
            Save(after);
            _state = after;
        }
    }

    private void Save(State state) => StateFile.Write(
        _data.Holds,
        new HoldsDocument(state.Freeze, state.Bots.ToDictionary(pair => pair.Key.Value, pair => pair.Value, StringComparer.Ordinal)),
        StorageJson.Default.HoldsDocument);

    private State Load()
    {
        var (document, damage) = StateFile.Read(bot: null, _data.Holds, StorageJson.Default.HoldsDocument, _time.GetUtcNow());
        if (damage is null) return Of(document);
        Damaged(damage.Path, damage.MovedTo, damage.Cause);
        var frozen = new State(
            new Hold { By = "botmaker", Since = damage.At, Reason = $"the record of holds was damaged and is now {damage.MovedTo}" },
            ImmutableSortedDictionary<BotId, Hold>.Empty);
        Save(frozen);
        return frozen;
    }

    private static State Of(HoldsDocument? document)
    {
        var bots = ImmutableSortedDictionary.CreateBuilder<BotId, Hold>();
        foreach (var (name, hold) in document?.Bots ?? new Dictionary<string, Hold>(StringComparer.Ordinal))
        {
            if (BotId.TryParse(name, out var id)) bots[id] = hold;
        }

        return new(document?.Freeze, bots.ToImmutable());
    }

    private Hold? InForce(Hold? hold) => hold?.IsOver(_time.GetUtcNow()) is false ? hold : null;

    [LoggerMessage(2501, LogLevel.Error, "The record of holds is damaged ({Cause}): '{Path}' was moved to '{MovedTo}'. The fleet is frozen, since somebody may have held something; `botmaker unfreeze` ends that.")]
    private partial void Damaged(string path, string movedTo, string cause);

    private sealed record State(Hold? Freeze, ImmutableSortedDictionary<BotId, Hold> Bots);
}
