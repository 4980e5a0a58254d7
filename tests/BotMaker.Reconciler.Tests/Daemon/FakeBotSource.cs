using System.Collections.Frozen;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Manifests in memory: every change is a scan.</summary>
internal sealed class FakeBotSource : IBotSource
{
    private readonly Dictionary<BotId, BotIntent> _intents = [];
    private readonly Dictionary<BotId, BotIntent> _absent = [];
    private Action<DesiredChange>? _onScan;

    private DesiredSnapshot _current = DesiredSnapshot.NotScanned;

    public DesiredSnapshot Current => Poison is { } id && _current.Bots.TryGetValue(id, out var intent)
        ? _current with { Bots = _current.Bots.ToDictionary(pair => pair.Key, pair => pair.Key == id ? intent with { Bot = intent.Bot! with { Spec = null! } } : pair.Value).ToFrozenDictionary() }
        : _current;

    public List<BotId> Changed { get; } = [];

    /// <summary>What the watching loop dies of.</summary>
    public Exception? Crash { get; set; }

    /// <summary>A bot with a spec that no code expects.</summary>
    public BotId? Poison { get; set; }

    public static DesiredBot Bot(string id, Func<BotSpec, BotSpec>? change = null)
    {
        var spec = new BotSpec { Image = new ImageSpec { Reference = "bot:1" }, Rollout = new RolloutSpec { MinReady = TimeSpan.FromSeconds(10) } };
        return new DesiredBot { Id = BotId.Parse(id), Spec = change is null ? spec : change(spec), Source = new Provenance { File = $"{id}.yaml" } };
    }

    public void Put(string id, Func<BotSpec, BotSpec>? change = null) => Put(Bot(id, change));

    public void Put(DesiredBot bot)
    {
        var generation = _intents.TryGetValue(bot.Id, out var before) ? (before.Bot?.Generation ?? 0) + 1 : 1;
        _absent.Remove(bot.Id);
        _intents[bot.Id] = new BotIntent { Id = bot.Id, Presence = DesiredPresence.Present, Bot = bot with { Generation = generation } };
        Publish([bot.Id]);
    }

    /// <param name="id">Which.</param>
    /// <param name="lastGood">What the manifests know of it after it is gone.</param>
    public void Remove(string id, DesiredBot? lastGood = null)
    {
        _intents.Remove(BotId.Parse(id));
        if (lastGood is not null) _absent[lastGood.Id] = new BotIntent { Id = lastGood.Id, Presence = DesiredPresence.Absent, Bot = lastGood };
        Publish([BotId.Parse(id)]);
    }

    public void Scan() => Publish([.. _intents.Keys]);

    public void BecomeUnavailable(string message)
    {
        var held = _intents.ToDictionary(pair => pair.Key, pair => pair.Value with { Presence = DesiredPresence.Held, HoldMessage = message });
        Set(held, new SourceState(Available: false, Synced: Current.Source.Synced, message), [.. held.Keys], sourceChanged: true);
    }

    public async Task RunAsync(Action<DesiredChange> onScan, CancellationToken cancellationToken)
    {
        if (Crash is { } crash) throw crash;
        _onScan = onScan;
        Scan();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<DesiredChange> ScanAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DesiredChange(Current, [.. _intents.Keys], SourceChanged: false));

    public Task ForgetAsync(BotId id, CancellationToken cancellationToken)
    {
        _absent.Remove(id);
        Publish([]);
        return Task.CompletedTask;
    }

    public Task<DesiredChange> ConfirmAsync(SourceDoubt doubt, CancellationToken cancellationToken)
    {
        foreach (var id in _intents.Keys.ToList()) Remove(id.Value);
        return ScanAsync(cancellationToken);
    }

    private void Publish(IReadOnlyList<BotId> changed) =>
        Set(_intents, new SourceState(Available: true, Synced: true), changed, sourceChanged: !Current.Source.Available);

    private void Set(Dictionary<BotId, BotIntent> intents, SourceState source, IReadOnlyList<BotId> changed, bool sourceChanged)
    {
        _current = new DesiredSnapshot { Bots = intents.ToFrozenDictionary(), Absent = _absent.ToFrozenDictionary(), Source = source };
        Changed.AddRange(changed);
        _onScan?.Invoke(new DesiredChange(Current, changed, sourceChanged));
    }
}
