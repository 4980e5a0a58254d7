using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.Reconciler.Benchmarks.Worlds;

/// <summary>
/// What the engine itself needs: the same containers as the daemon made, made and started by a bare client on a network made like the daemon's.
/// The requests are read off the daemon's own containers, so both ask the engine for the same work.
/// </summary>
internal sealed class Floor
{
    private const string Label = "botmaker.bench";

    private readonly RealEngine _engine;
    private readonly string _name = $"floor{Guid.NewGuid().ToString("N")[..8]}";
    private readonly IReadOnlyList<CreateContainerRequest> _requests;
    private readonly NetworkInspection _network;

    private Floor(RealEngine engine, IReadOnlyList<ContainerInspection> containers, NetworkInspection network)
    {
        _engine = engine;
        _network = network;
        _requests = [.. containers.Select(Copy)];
    }

    private string Mark => $"{Label}={_name}";

    public static async Task<Floor> LikeAsync(RealEngine engine, IReadOnlyList<ContainerInspection> containers, CancellationToken cancellationToken)
    {
        var network = await engine.Client.Networks.InspectAsync(containers[0].HostConfig!.NetworkMode!, cancellationToken);
        return new Floor(engine, containers, network);
    }

    /// <returns>From the first create to the last start's answer.</returns>
    public async Task<TimeSpan> RunAsync(int concurrency, CancellationToken cancellationToken)
    {
        await MakeNetworkAsync(cancellationToken);
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, _requests.Count, options, async (number, token) => await StartAsync(number, token));
            return TimeProvider.System.GetElapsedTime(began);
        }
        finally
        {
            await _engine.CleanAsync(Mark);
        }
    }

    /// <summary>Makes and starts single containers, one after the other, beside whatever else there is.</summary>
    /// <returns>For each: from the create to the start's answer.</returns>
    public async Task<IReadOnlyList<TimeSpan>> RunSinglyAsync(int count, CancellationToken cancellationToken)
    {
        await MakeNetworkAsync(cancellationToken);
        try
        {
            List<TimeSpan> samples = [];
            for (var number = 0; number < count; number++)
            {
                var began = TimeProvider.System.GetTimestamp();
                var id = await StartAsync(number % _requests.Count, cancellationToken, $"-{number}");
                samples.Add(TimeProvider.System.GetElapsedTime(began));
                await _engine.RemoveAsync(id);
            }

            return samples;
        }
        finally
        {
            await _engine.CleanAsync(Mark);
        }
    }

    private Task<string> MakeNetworkAsync(CancellationToken cancellationToken) => _engine.Client.Networks.CreateAsync(
        new CreateNetworkRequest { Name = _name, Options = _network.Options, Internal = _network.Internal, Labels = Marked() },
        cancellationToken);

    private async Task<string> StartAsync(int number, CancellationToken cancellationToken, string suffix = "")
    {
        var created = await _engine.Client.Containers.CreateAsync($"{_name}-{number}{suffix}", _requests[number], cancellationToken);
        await _engine.Client.Containers.StartAsync(created.Id, cancellationToken);
        return created.Id;
    }

    private Dictionary<string, string> Marked() => new(StringComparer.Ordinal) { [Label] = _name };

    private CreateContainerRequest Copy(ContainerInspection container) => new()
    {
        Image = container.Config!.Image!,
        Hostname = container.Config.Hostname,
        User = container.Config.User,
        Entrypoint = container.Config.Entrypoint,
        Cmd = container.Config.Cmd,
        Env = container.Config.Env,
        Labels = Marked(),
        StopSignal = container.Config.StopSignal,
        StopTimeout = container.Config.StopTimeout,
        Healthcheck = container.Config.Healthcheck,
        HostConfig = container.HostConfig! with { NetworkMode = _name },
        NetworkingConfig = new NetworkingConfig(new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { [_name] = new() }),
    };
}
