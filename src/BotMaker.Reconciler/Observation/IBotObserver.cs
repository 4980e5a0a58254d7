using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;

namespace BotMaker.Reconciler.Observation;

/// <summary>What the engine shows of our bots. Everything may be stale by the time it is read. An engine that does not answer throws.</summary>
public interface IBotObserver
{
    /// <summary>Every bot that has a container, by one call: details that a list does not have come from the last inspection of a container whose line is unchanged.</summary>
    Task<FleetObservation> ObserveAllAsync(CancellationToken cancellationToken);

    /// <summary>One bot, each of its containers inspected.</summary>
    Task<ObservedBot> ObserveAsync(BotId id, CancellationToken cancellationToken);

    /// <summary>Is this image here, and which is it?</summary>
    Task<ObservedImage> ObserveImageAsync(string reference, CancellationToken cancellationToken);
}
