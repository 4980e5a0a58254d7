using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Calls that take time: what they have begun they finish, whether the caller waits or not.</summary>
internal sealed partial class InMemoryContainers
{
    private const int DefaultStopSeconds = 10;

    public Task<MutationResult> StartAsync(string id, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerStart, id, () => StartAsync(id), cancellationToken);

    public Task<MutationResult> StopAsync(string id, TimeSpan? grace, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerStop, id, () => StopAsync(id, grace), cancellationToken);

    public Task KillAsync(string id, string signal, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerKill, id, () => world.Locked(() => Kill(id, signal)), cancellationToken);

    public Task RemoveAsync(string id, bool force, bool removeAnonymousVolumes, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerRemove, id, () => RemoveAsync(id, force, removeAnonymousVolumes), cancellationToken);

    private async Task<MutationResult> StartAsync(string id)
    {
        ContainerRecord container = world.Locked(() => world.Containers.Resolve(id));
        // A removal in progress answers at once; another start is waited for.
        if (!world.Locked(() => NeedsStart(container))) return MutationResult.AlreadySo;
        await container.Busy.WaitAsync();
        try
        {
            int generation;
            lock (world.Gate)
            {
                if (!NeedsStart(world.Containers.Resolve(container.Id))) return MutationResult.AlreadySo;
                (container.StartInFlight, generation) = (true, world.Generation);
            }

            await world.DelayAsync(world.Options.StartDelay);
            lock (world.Gate)
            {
                CheckGeneration(generation, EngineOperation.ContainerStart);
                container.StartInFlight = false;
                world.Lifecycle.StartExplicitly(container);
            }

            return MutationResult.Done;
        }
        finally
        {
            container.Busy.Release();
        }
    }

    private static bool NeedsStart(ContainerRecord container)
    {
        if (container.Paused) throw EngineRefusalException.Conflict("cannot start a paused container, try unpause instead");
        if (container.IsRunning) return false;
        return container.Removing || container.Dead
            ? throw EngineRefusalException.Conflict("container is marked for removal and cannot be started")
            : true;
    }

    private async Task<MutationResult> StopAsync(string id, TimeSpan? grace)
    {
        ContainerRecord container;
        ContainerRun? run;
        lock (world.Gate)
        {
            container = world.Containers.Resolve(id);
            if (!container.IsRunning) return MutationResult.AlreadySo;
            run = container.Run;
            if (run is not null) run.StopsUnderWay++;
            world.Lifecycle.Signal(container, ContainerLifecycle.StopSignalOf(container));
            if (run is null) world.Events.PublishContainer(container, "stop");
        }

        if (run is not null && !await EndsWithinAsync(run, grace ?? TimeSpan.FromSeconds(container.Config.StopTimeout ?? DefaultStopSeconds)))
        {
            lock (world.Gate)
            {
                if (world.IsUp && container.Run == run) world.Lifecycle.Kill(container);
            }
        }

        lock (world.Gate) container.StaleUntil = default;
        return MutationResult.Done;
    }

    /// <summary>A negative grace waits for ever.</summary>
    private async Task<bool> EndsWithinAsync(ContainerRun run, TimeSpan grace)
    {
        Task exited = run.Exited.Task;
        if (exited.IsCompleted) return true;
        if (grace == TimeSpan.Zero) return false;
        try
        {
            await exited.WaitAsync(grace < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : grace, world.Time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Kill(string id, string signalName)
    {
        // The signal's name is looked at first, even when there is no such container.
        int signal = Signals.Parse(signalName);
        if (!world.Containers.TryResolve(id, out ContainerRecord? container))
            throw EngineRefusalException.NotFound($"Cannot kill container: {id}: No such container: {id}");
        if (!container.IsRunning)
            throw EngineRefusalException.Conflict($"Cannot kill container: {id}: Container {container.Id} is not running");
        world.Lifecycle.Signal(container, signal);
        container.StaleUntil = default;
    }

    private async Task<bool> RemoveAsync(string id, bool force, bool removeAnonymousVolumes)
    {
        ContainerRecord container = world.Locked(() => world.Containers.Resolve(id));
        int generation;
        await container.Busy.WaitAsync();
        try
        {
            lock (world.Gate) generation = BeginRemoval(world.Containers.Resolve(container.Id), force);
        }
        finally
        {
            container.Busy.Release();
        }

        await world.DelayAsync(world.Options.RemoveDelay);
        lock (world.Gate)
        {
            CheckGeneration(generation, EngineOperation.ContainerRemove);
            FinishRemoval(container, removeAnonymousVolumes);
        }

        return true;
    }

    private int BeginRemoval(ContainerRecord container, bool force)
    {
        if (container.Removing) throw EngineRefusalException.Conflict($"removal of container {container.Id} is already in progress");
        if (container.IsRunning && !force)
        {
            string remedy = container.Paused
                ? "Unpause and then stop the container before attempting removal or force remove"
                : "Stop the container before attempting removal or force remove";
            throw EngineRefusalException.Conflict($"You cannot remove a {container.State} container {container.Id}. {remedy}");
        }

        container.Removing = true;
        if (container.IsRunning) world.Lifecycle.Kill(container);
        container.StaleUntil = default;
        return world.Generation;
    }

    private void FinishRemoval(ContainerRecord container, bool removeAnonymousVolumes)
    {
        // A container with AutoRemove is gone by the kill already.
        if (!world.Containers.TryResolve(container.Id, out _)) return;
        container.Removing = false;
        if (container.Unremovable is { } cause)
        {
            container.Dead = true;
            container.RemovalFailed = true;
            container.Error = $"driver \"overlay2\" failed to remove root filesystem: {cause}";
            throw EngineRefusalException.ServerError($"container {container.Id}: {container.Error}");
        }

        world.Lifecycle.Destroy(container, removeAnonymousVolumes);
    }
}
