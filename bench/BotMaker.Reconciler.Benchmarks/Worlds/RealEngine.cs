using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>A bare client of the real engine: the floor, and the hand that cleans up after a daemon.</summary>
internal sealed class RealEngine : IAsyncDisposable
{
    private const int RemovalsAtATime = 4;

    private RealEngine(EngineEndpoint endpoint, string version)
    {
        Client = new DockerEngineClient(endpoint);
        Address = endpoint.ToString();
        Version = version;
    }

    public DockerEngineClient Client { get; }

    public string Address { get; }

    public string Version { get; }

    /// <returns>Null, with the reason told, where there is no engine or no stub image.</returns>
    public static async Task<(RealEngine? Engine, string Problem)> FindAsync(CancellationToken cancellationToken)
    {
        var endpoint = EngineEndpoint.Resolve(explicitAddress: null);
        var client = new DockerEngineClient(endpoint);
        await using (client)
        {
            try
            {
                var version = await client.System.GetVersionAsync(cancellationToken);
                await client.Images.InspectAsync(DaemonWorld.StubImage, cancellationToken);
                return (new RealEngine(endpoint, version.Version), "");
            }
            catch (DockerEngineException failure)
            {
                return (null, failure.Message);
            }
        }
    }

    public async Task<IReadOnlyList<ContainerInspection>> InspectAsync(string label, CancellationToken cancellationToken)
    {
        List<ContainerInspection> found = [];
        foreach (var line in await Client.Containers.ListAsync(new ContainerListQuery { Labels = [label] }, cancellationToken))
            found.Add(await Client.Containers.InspectAsync(line.Id, cancellationToken));
        return found;
    }

    /// <summary>Removes all containers and networks with this label.</summary>
    public async Task CleanAsync(string label)
    {
        var lines = await Client.Containers.ListAsync(new ContainerListQuery { Labels = [label] });
        await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = RemovalsAtATime }, async (line, _) => await RemoveAsync(line.Id));
        foreach (NetworkInspection network in await Client.Networks.ListAsync([label])) await Client.Networks.RemoveAsync(network.Id);
    }

    public async Task RemoveAsync(string id)
    {
        try
        {
            await Client.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: true);
        }
        catch (DockerEngineException gone) when (gone.Kind is EngineErrorKind.NotFound or EngineErrorKind.Conflict)
        {
            // Somebody else removes it.
        }
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
