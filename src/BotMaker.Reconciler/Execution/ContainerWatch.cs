using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Execution;

/// <summary>Looks at containers until they are as wanted: an answer of the engine is not yet a fact, and a lost one is no proof of the contrary.</summary>
internal sealed class ContainerWatch(IContainerEngine engine, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    /// <summary>Null: there is no such container.</summary>
    public async Task<ContainerInspection?> LookAsync(string idOrName, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.Containers.InspectAsync(idOrName, cancellationToken);
        }
        catch (DockerEngineException exception) when (exception.Kind == EngineErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Looks at once, then with growing pauses, until the container is as wanted or the deadline is over.</summary>
    public async Task<bool> UntilAsync(string id, Func<ContainerInspection?, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            if (wanted(await LookAsync(id, cancellationToken))) return true;
            if (time.GetElapsedTime(began) + delay > deadline) return false;
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    /// <summary>The container that has exactly this name, whoever made it.</summary>
    public async Task<ContainerInspection?> FindByNameAsync(string name, CancellationToken cancellationToken)
    {
        var lines = await engine.Containers.ListAsync(new ContainerListQuery { Name = name }, cancellationToken);
        foreach (var line in lines)
        {
            if (line.Names is { } names && names.Any(known => string.Equals(known.TrimStart('/'), name, StringComparison.Ordinal)))
                return await LookAsync(line.Id, cancellationToken);
        }

        return null;
    }

    /// <summary>A container of the bot, other than <paramref name="except"/>, of which a process may be running. Null: none.</summary>
    public async Task<ContainerInspection?> FindRunningAsync(BotId bot, string instance, string except, CancellationToken cancellationToken)
    {
        var query = new ContainerListQuery { Labels = [$"{Labels.BotId}={bot}", $"{Labels.Reconciler}={instance}"] };
        foreach (var line in await engine.Containers.ListAsync(query, cancellationToken))
        {
            if (string.Equals(line.Id, except, StringComparison.Ordinal) || line.Labels?.ContainsKey(Labels.Purpose) is true) continue;
            if (await LookAsync(line.Id, cancellationToken) is { } other && MayRun(other)) return other;
        }

        return null;
    }

    /// <summary>A process of it runs, is paused, or will run again without anybody's doing. <c>Running</c> is also true between two engine restarts.</summary>
    public static bool MayRun(ContainerInspection container) =>
        container.State is not { } state || state.Running || state.Paused || state.Restarting || state.Pid > 0;

    public static bool Runs(ContainerInspection container) => container.State is { Pid: > 0, Restarting: false, Paused: false };
}
