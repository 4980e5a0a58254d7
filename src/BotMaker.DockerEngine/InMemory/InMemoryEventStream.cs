using BotMaker.DockerEngine.Events;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>A subscription as the caller holds it.</summary>
internal sealed class InMemoryEventStream(EngineWorld world, EventSubscription subscription, ITimer? end) : EngineEventStream
{
    private int _read;

    public override IAsyncEnumerable<EngineEvent> ReadAllAsync(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _read, 1) == 0
            ? subscription.Reader.ReadAllAsync(cancellationToken)
            : throw new InvalidOperationException("An event stream can be read once.");

    public override async ValueTask DisposeAsync()
    {
        lock (world.Gate) world.Events.Unsubscribe(subscription);
        if (end is not null) await end.DisposeAsync();
    }
}
