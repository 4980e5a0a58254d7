using System.Collections.Frozen;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Files;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Manifests.Catalog;

/// <summary>
/// Scans -> what is desired. It remembers the last good spec of every bot, and decides between present, held, invalid and absent.
/// Not safe for concurrent use: the source calls it from one scan at a time.
/// </summary>
internal sealed class ManifestCatalog
{
    public const int MaxBots = 10_000;

    private readonly ILastGoodStore _store;
    private readonly Dictionary<BotId, LastGood> _lastGood;
    private readonly Dictionary<BotId, LastGood> _unsaved = [];
    private SourceMemory _memory;
    private bool _memoryUnsaved;
    private bool _synced;

    public ManifestCatalog(ILastGoodStore store)
    {
        _store = store;
        List<string> problems = [];
        _lastGood = store.LoadAll(problems).ToDictionary(kept => kept.Bot.Id);
        _memory = store.LoadSource();
        LoadProblems = problems;
    }

    /// <summary>What of our own records could not be read at start.</summary>
    public IReadOnlyList<string> LoadProblems { get; }

    public DesiredSnapshot Current { get; private set; } = DesiredSnapshot.NotScanned;

    public DesiredChange Apply(ManifestScan scan, DateTimeOffset now)
    {
        var before = Current;
        if (WhyUnavailable(scan) is { } source)
        {
            Current = Unavailable(source, scan, now);
        }
        else
        {
            Remember(new SourceMemory(scan.Device, _memory.EmptyConfirmed && !HoldsManifests(scan)));
            _synced = true;
            Current = new ScanEvaluation(scan, _lastGood, TakeIn).Evaluate(now);
        }

        return new DesiredChange(Current, IntentComparison.Changed(before, Current), before.Source != Current.Source);
    }

    /// <summary>
    /// A person says that the directory is right as it is. Counts from the next scan on, and for emptiness until a manifest is seen again. One doubt at
    /// a time: a mount point that lost its file system is on another device and empty, and whoever confirms the one may not know of the other.
    /// </summary>
    public void Confirm(SourceDoubt doubt) => Remember(doubt == SourceDoubt.Emptied ? _memory with { EmptyConfirmed = true } : _memory with { Device = null });

    /// <summary>The bot is deleted and its record is gone: nothing holds it any more.</summary>
    public void Forget(BotId id)
    {
        _lastGood.Remove(id);
        _unsaved.Remove(id);
        Current = Current with { Absent = Current.Absent.Where(pair => pair.Key != id).ToFrozenDictionary() };
    }

    /// <summary>Writes what changed. What could not be written is kept for the next call.</summary>
    /// <returns>What could not be written and why.</returns>
    public IReadOnlyList<string> Persist()
    {
        List<string> problems = [];
        foreach (var (id, lastGood) in _unsaved.ToList())
        {
            try
            {
                _store.Save(lastGood);
                _unsaved.Remove(id);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DataDirectoryException)
            {
                problems.Add($"{id}: {exception.Message}");
            }
        }

        try
        {
            if (_memoryUnsaved) _store.SaveSource(_memory);
            _memoryUnsaved = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(exception.Message);
        }

        return problems;
    }

    /// <summary>Another work tree state for all bots; nobody has to look at them for that.</summary>
    public void SetWorkTree(string? commit, bool dirty)
    {
        var bots = Current.Bots.ToDictionary();
        var changed = false;
        foreach (var (id, intent) in Current.Bots)
        {
            if (intent is not { Presence: DesiredPresence.Present, Bot: { } bot }) continue;
            var source = bot.Source with { Commit = commit, Dirty = dirty };
            if (source == bot.Source) continue;
            var placed = bot with { Source = source };
            bots[id] = intent with { Bot = placed };
            if (_lastGood.TryGetValue(id, out var kept)) _lastGood[id] = kept with { Bot = placed };
            changed = true;
        }

        if (changed) Current = Current with { Bots = bots.ToFrozenDictionary() };
    }

    private static bool HoldsManifests(ManifestScan scan) =>
        scan.Files.Any(file => !file.Sound) || scan.UnreadableDirectories.Count > 0 || scan.Documents.Any(pair => pair.Document.Kind != DocumentKind.Ignored);

    /// <returns>Null: it is available.</returns>
    private SourceState? WhyUnavailable(ManifestScan scan)
    {
        if (scan.Problem is { } problem) return Unavailable(problem);
        if (_lastGood.Count == 0) return null;
        if (_memory.Device is { } device && !string.Equals(device, scan.Device, StringComparison.Ordinal))
        {
            return Unavailable(
                $"The manifests directory lies on another file system ({scan.Device}) than at the last healthy scan ({device}): it may not be mounted. Mount it, or confirm with `botmaker prune` that the change is meant; until then every bot stays as it is.",
                SourceDoubt.OtherDevice);
        }

        return _memory.EmptyConfirmed || HoldsManifests(scan) ? null : Unavailable(
            $"The manifests directory holds no manifest, but {_lastGood.Count} bot(s) are known: it may not be mounted. Bring the manifests back, or confirm with `botmaker prune` that it is empty on purpose; until then every bot stays as it is.",
            SourceDoubt.Emptied);
    }

    private SourceState Unavailable(string message, SourceDoubt? doubt = null) => new(Available: false, _synced, message, doubt);

    private DesiredSnapshot Unavailable(SourceState source, ManifestScan scan, DateTimeOffset now)
    {
        Dictionary<BotId, BotIntent> bots = Current.Bots.Where(pair => pair.Value.Bot is null).ToDictionary();
        foreach (var (id, kept) in _lastGood)
        {
            // What was absent before may be deleted by now: it is held without a spec, so that nothing brings it back.
            if (!Current.Absent.ContainsKey(id)) bots[id] = new BotIntent { Id = id, Presence = DesiredPresence.Held, Bot = kept.Bot, HoldMessage = source.Message };
        }

        return Current with
        {
            Bots = bots.ToFrozenDictionary(),
            Source = source,
            Diagnostics = scan.Diagnostics,
            Counts = new ManifestCounts(0, bots.Values.Count(intent => intent.Presence == DesiredPresence.Invalid), bots.Values.Count(intent => intent.Presence == DesiredPresence.Held), 0),
            ScannedAt = now,
        };
    }

    /// <summary>Makes a valid spec the one in force.</summary>
    private DesiredBot TakeIn(DesiredBot bot, ValueList<string> defaults)
    {
        var known = _lastGood.GetValueOrDefault(bot.Id) ?? _store.Load(bot.Id);
        long generation = known is null ? 1 : IntentComparison.SameContent(known.Bot, bot) ? known.Bot.Generation : known.Bot.Generation + 1;
        bool moved = known is not null && (known.Bot.Source.Document != bot.Source.Document
            || !string.Equals(known.Bot.Source.File, bot.Source.File, StringComparison.Ordinal) || known.Defaults != defaults);
        if (known is not null && !moved && generation == known.Bot.Generation && known.Bot.Source.Line == bot.Source.Line)
        {
            // The same object as before: what was worked out for it, like its hash, is kept with it.
            _lastGood[bot.Id] = known;
            return known.Bot;
        }

        var taken = bot with { Generation = generation };
        var kept = new LastGood(taken, defaults);
        if (known is null || moved || generation != known.Bot.Generation) _unsaved[bot.Id] = kept;
        _lastGood[bot.Id] = kept;
        return taken;
    }

    private void Remember(SourceMemory memory)
    {
        if (_memory == memory) return;
        _memory = memory;
        _memoryUnsaved = true;
    }
}
