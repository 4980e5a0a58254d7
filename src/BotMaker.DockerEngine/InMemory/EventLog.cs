using System.Globalization;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>
/// The last 256 events of all kinds and the subscribers. Callers hold the engine's lock, so a container's events come in their order.
/// </summary>
internal sealed class EventLog(TimeProvider time)
{
    /// <summary>The engine's own size, the same from 20.10 to 29.x.</summary>
    public const int ReplayCapacity = 256;

    private readonly Queue<EngineEvent> _replay = new(ReplayCapacity);
    private readonly List<EventSubscription> _subscriptions = [];
    private long _lastNanoseconds;

    /// <summary>Things happen, nobody is told, and the replay does not know either.</summary>
    public bool Muted { get; set; }

    public int Subscribers => _subscriptions.Count;

    public void Publish(string type, string action, string actorId, Dictionary<string, string> attributes)
    {
        // Distinct times also when the clock stands still: subscribers resume by them.
        _lastNanoseconds = Math.Max(NowNanoseconds(), _lastNanoseconds + 1);
        if (Muted) return;
        var published = new EngineEvent(type, action, actorId, _lastNanoseconds, attributes);
        if (_replay.Count == ReplayCapacity) _replay.Dequeue();
        _replay.Enqueue(published);
        foreach (EventSubscription subscription in _subscriptions) subscription.Offer(published);
    }

    public void PublishContainer(ContainerRecord container, string action, string? attribute = null, string? value = null)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (attribute is not null) attributes[attribute] = value ?? "";
        // A label may hide the event's own attribute, but never the name and the image: the engine writes those last.
        foreach ((string key, string label) in container.Labels) attributes[key] = label;
        attributes["image"] = container.Config.Image ?? "";
        attributes["name"] = container.Name;
        Publish("container", action, container.Id, attributes);
    }

    public void PublishNetwork(string action, string networkId, string networkName, string driver, string? containerId = null)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = networkName, ["type"] = driver };
        if (containerId is not null) attributes["container"] = containerId;
        Publish("network", action, networkId, attributes);
    }

    public EventSubscription Subscribe(EngineEventQuery query)
    {
        if (query is { SinceNanoseconds: { } since, UntilNanoseconds: { } until } && since > until)
            throw EngineRefusalException.Invalid("`since` time cannot be after `until` time");

        var subscription = new EventSubscription(query);
        // Neither bound: live only. An end alone replays everything that is kept.
        if (query.SinceNanoseconds is not null || query.UntilNanoseconds is not null)
        {
            foreach (EngineEvent kept in _replay) subscription.Offer(kept);
        }

        if (query.UntilNanoseconds is { } end && end <= NowNanoseconds())
            subscription.Complete();
        else
            _subscriptions.Add(subscription);
        return subscription;
    }

    public void Unsubscribe(EventSubscription subscription)
    {
        _subscriptions.Remove(subscription);
        subscription.Complete();
    }

    public void CutAll()
    {
        foreach (EventSubscription subscription in _subscriptions) subscription.Complete(CallGate.Unavailable(EngineOperation.Events, "the event stream was cut"));
        _subscriptions.Clear();
    }

    public void Forget() => _replay.Clear();

    public long NowNanoseconds() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
