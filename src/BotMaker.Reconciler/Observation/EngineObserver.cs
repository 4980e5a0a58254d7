using System.Collections.Concurrent;
using System.Collections.Frozen;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Observation;

/// <summary>Observes through the engine: a list for all, an inspection of each container for one.</summary>
/// <param name="engine">The engine.</param>
/// <param name="instance">Our instance id: what carries it is ours.</param>
/// <param name="time">The clock.</param>
public sealed class EngineObserver(IContainerEngine engine, string instance, TimeProvider time) : IBotObserver
{
    /// <summary>Each bot is inspected at least this often: limits, restart policy and counters are not in a list.</summary>
    public static readonly TimeSpan LongestWithoutInspection = TimeSpan.FromMinutes(10);

    private const string SwarmPrefix = "com.docker.swarm.";

    private readonly ConcurrentDictionary<BotId, ObservedBot> _seen = new();

    public async Task<FleetObservation> ObserveAllAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var lines = await engine.Containers.ListAsync(new ContainerListQuery { Labels = [Labels.BotId] }, cancellationToken);
        var bots = new Dictionary<BotId, ObservedBot>();
        var changed = new HashSet<BotId>();
        var stale = new HashSet<BotId>();
        foreach (var group in lines.GroupBy(BotOf).Where(group => group.Key is not null))
        {
            var id = group.Key!.Value;
            var seen = _seen.GetValueOrDefault(id);
            if (seen is not null && IsAsSeen(seen, group))
            {
                bots[id] = seen;
                if (at - seen.ObservedAt >= LongestWithoutInspection) stale.Add(id);
            }
            else
            {
                changed.Add(id);
                bots[id] = new ObservedBot(id, InOrder(group.Select(line => ContainerMapping.Map(line, OwnershipOf(line.Labels)!.Value))), at);
            }
        }

        foreach (var (id, seen) in _seen)
        {
            if (bots.ContainsKey(id) || seen.ObservedAt > at) continue;
            if (seen.Containers.Count > 0) changed.Add(id);
            _seen.TryRemove(new KeyValuePair<BotId, ObservedBot>(id, seen));
        }

        return new FleetObservation(bots.ToFrozenDictionary(), changed, stale, at);
    }

    public async Task<ObservedBot> ObserveAsync(BotId id, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var lines = await engine.Containers.ListAsync(new ContainerListQuery { Labels = [$"{Labels.BotId}={id}"] }, cancellationToken);
        var containers = new List<ObservedContainer>();
        foreach (var line in lines)
        {
            if (BotOf(line) is null) continue;
            if (await InspectAsync(line.Id, cancellationToken) is { } found) containers.Add(ContainerMapping.Map(found, OwnershipOf(line.Labels)!.Value));
        }

        var observed = new ObservedBot(id, InOrder(containers), at);
        _seen[id] = observed;
        return observed;
    }

    public async Task<ObservedImage> ObserveImageAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            var image = await engine.Images.InspectAsync(reference, cancellationToken);
            return new ObservedImage(reference, image.Id);
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            return new ObservedImage(reference, ImageId: null);
        }
    }

    private static ValueList<ObservedContainer> InOrder(IEnumerable<ObservedContainer> containers) =>
        containers.OrderBy(container => container.Attempt).ThenBy(container => container.Id, StringComparer.Ordinal).ToValueList();

    private static bool IsAsSeen(ObservedBot seen, IEnumerable<ContainerSummary> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            count++;
            var container = seen.Containers.FirstOrDefault(known => string.Equals(known.Id, line.Id, StringComparison.Ordinal));
            if (container is null || ContainerLine.Of(container) != ContainerLine.Of(line)) return false;
        }

        return count == seen.Containers.Count;
    }

    /// <summary>Null: not a bot, or not our business.</summary>
    private BotId? BotOf(ContainerSummary line) =>
        line.Labels is { } labels
        && BotId.TryParse(labels.GetValueOrDefault(Labels.BotId), out var id)
        && OwnershipOf(labels) is not null
            ? id
            : null;

    private ContainerOwnership? OwnershipOf(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is null || labels.ContainsKey(Labels.Purpose)) return null;
        if (labels.Keys.Any(key => key.StartsWith(SwarmPrefix, StringComparison.Ordinal))) return null;
        if (!labels.TryGetValue(Labels.Reconciler, out var owner)) return ContainerOwnership.Foreign;
        return string.Equals(owner, instance, StringComparison.Ordinal) ? ContainerOwnership.Ours : null;
    }

    private async Task<ContainerInspection?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Containers.InspectAsync(id, cancellationToken);
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            // Removed between the list and now.
            return null;
        }
    }
}
