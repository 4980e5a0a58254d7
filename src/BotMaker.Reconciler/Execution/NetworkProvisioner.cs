using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Networks;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// Makes the networks that bots join. By default one bridge for all bots of the instance, on which they cannot reach each other; a bot may have a
/// bridge of its own with 16 addresses from the pool, or join one that somebody else made, which is never changed or removed.
/// </summary>
internal sealed class NetworkProvisioner(IContainerEngine engine, string instance, string prefix, SubnetPool pool) : IDisposable
{
    private const string Purpose = "network";
    private const int MostTries = 32;

    private static readonly Dictionary<string, string> Isolated = new(StringComparer.Ordinal) { ["com.docker.network.bridge.enable_icc"] = "false" };

    // Names and subnets are chosen one at a time, so that two bots never ask for the same one.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public string SharedName { get; } = $"{prefix}-{(instance.Length <= 8 ? instance : instance[..8])}";

    public string OwnName(BotId id) => $"{SharedName}-{id}";

    public async Task<NetworkChoice> EnsureAsync(DesiredBot bot, CancellationToken cancellationToken)
    {
        var wanted = bot.Spec.Network;
        if (wanted.Mode == NetworkMode.Existing)
        {
            return await FindAsync(wanted.Name, cancellationToken) is not null
                ? NetworkChoice.Of(wanted.Name)
                : NetworkChoice.None("NetworkMissing", $"Network '{wanted.Name}' of spec.network.name does not exist on the engine. Make it, or change spec.network.");
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return wanted.Mode == NetworkMode.Own
                ? await OwnAsync(bot.Id, cancellationToken)
                : await MakeAsync(Request(SharedName, bot: null, subnet: null), cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Removes a bot's own network, if it has one and nothing uses it. A failure is no reason to fail anything else.</summary>
    public async Task<Exception?> ForgetAsync(BotId id, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(OwnName(id), cancellationToken) is { } network && IsOurs(network)) await engine.Networks.RemoveAsync(network.Id, cancellationToken);
            return null;
        }
        catch (DockerEngineException exception) when (!exception.IsEngineDown)
        {
            return exception;
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<NetworkChoice> OwnAsync(BotId id, CancellationToken cancellationToken)
    {
        var name = OwnName(id);
        if (await FindAsync(name, cancellationToken) is { } present) return Checked(present);
        var ours = await engine.Networks.ListAsync([$"{Labels.Reconciler}={instance}"], cancellationToken);
        var taken = ours.SelectMany(network => network.IPAM?.Config ?? []).Select(part => part.Subnet).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var subnet in pool.Free(taken).Take(MostTries))
        {
            try
            {
                return await MakeAsync(Request(name, id, subnet), cancellationToken);
            }
            catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) == FailureKind.SubnetTaken)
            {
                // Something else on the host has these addresses: the next ones.
            }
        }

        return NetworkChoice.None("NetworkPoolExhausted", $"BM5011: no /28 of Network:Pool {pool.Text} is free for bot {id}. Widen the pool, or use spec.network.mode shared.");
    }

    private async Task<NetworkChoice> MakeAsync(CreateNetworkRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Name, cancellationToken) is { } present) return Checked(present);
        try
        {
            await engine.Networks.CreateAsync(request, cancellationToken);
        }
        catch (DockerEngineException exception) when (FailureClassifier.Classify(exception) is FailureKind.NameTaken or FailureKind.Conflict or FailureKind.Lost)
        {
            // Made meanwhile, or made with a reply that was lost: the look below tells.
        }

        return await FindAsync(request.Name, cancellationToken) is { } made
            ? Checked(made)
            : NetworkChoice.None("NetworkMissing", $"Network '{request.Name}' was made and is not there all the same.");
    }

    private NetworkChoice Checked(NetworkInspection network) => IsOurs(network)
        ? NetworkChoice.Of(network.Name)
        : NetworkChoice.None(
            "NetworkConflict",
            $"A network named '{network.Name}' exists and is not ours. Remove it, or set Instance:ContainerPrefix.",
            isTerminal: true);

    private bool IsOurs(NetworkInspection network) =>
        string.Equals(network.Labels?.GetValueOrDefault(Labels.Reconciler), instance, StringComparison.Ordinal);

    private CreateNetworkRequest Request(string name, BotId? bot, string? subnet)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.Reconciler] = instance, [Labels.Purpose] = Purpose };
        if (bot is { } id) labels[Labels.BotId] = id.Value;
        return new CreateNetworkRequest
        {
            Name = name,
            Options = Isolated,
            Labels = labels,
            IPAM = subnet is null ? null : new NetworkIpam { Config = [new NetworkIpamPool { Subnet = subnet }] },
        };
    }

    private async Task<NetworkInspection?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Networks.InspectAsync(name, cancellationToken);
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            return null;
        }
    }
}
