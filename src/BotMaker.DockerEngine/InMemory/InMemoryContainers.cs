using System.Runtime.CompilerServices;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The container calls. Each does its work under the engine's lock in one piece, or in pieces around a delay.</summary>
internal sealed partial class InMemoryContainers(EngineWorld world, CallGate gate) : IContainerOperations
{
    private readonly ContainerFactory _factory = new(world);
    private long _generatedNames;

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ContainerListQuery query, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerList, target: null, () => world.Locked<IReadOnlyList<ContainerSummary>>(() => List(query)), cancellationToken);

    public Task<ContainerInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerInspect, idOrName, () => WhenIdleAsync(idOrName, ContainerView.Inspect), cancellationToken);

    public Task<CreatedContainer> CreateAsync(string name, CreateContainerRequest request, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerCreate, name, () => CreateAsync(name.TrimStart('/'), request), cancellationToken);

    public Task PauseAsync(string id, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerPause, id, () => world.Locked(() => Pause(world.Containers.Resolve(id))), cancellationToken);

    public Task UnpauseAsync(string id, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerUnpause, id, () => world.Locked(() => Unpause(world.Containers.Resolve(id))), cancellationToken);

    public Task RenameAsync(string id, string newName, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerRename, id, () => world.Locked(() => Rename(world.Containers.Resolve(id), newName.TrimStart('/'))), cancellationToken);

    public Task<IReadOnlyList<string>> UpdateAsync(string id, UpdateContainerRequest request, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerUpdate, id, () => world.Locked(() => Update(world.Containers.Resolve(id), request)), cancellationToken);

    public Task<long> WaitAsync(string id, ContainerWaitCondition condition, CancellationToken cancellationToken = default) =>
        gate.CallAsync(EngineOperation.ContainerWait, id, () => world.Locked(() => Wait(world.Containers.Resolve(id), condition)), cancellationToken);

    public async IAsyncEnumerable<LogFrame> ReadLogsAsync(
        string id,
        ContainerLogQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (LogReader reader, CallTicket ticket) = await gate.OpenAsync(
            EngineOperation.ContainerLogs,
            id,
            () => world.Locked(() => new LogReader(world.Containers.Resolve(id), query)),
            cancellationToken);
        while (true)
        {
            (IReadOnlyList<LogFrame> frames, Task? more) = world.Locked(reader.Next);
            foreach (LogFrame frame in frames) yield return frame;
            if (more is null) yield break;
            await CallGate.UntilCutAsync(more, ticket, cancellationToken);
        }
    }

    private List<ContainerSummary> List(ContainerListQuery query)
    {
        DateTimeOffset now = world.Now;
        // Thousands of containers share a few images: the name of each is looked up once.
        var imageNames = new Dictionary<(string? Reference, string ImageId), string>();
        var found = new List<ContainerSummary>();
        foreach (ContainerRecord container in world.Containers.WithLabels(query.Labels))
        {
            if (query.Name is { } name && !string.Equals(name, container.Name, StringComparison.Ordinal)) continue;
            if (query.Network is { } network && !world.Networks.Uses(container, network)) continue;
            if (!query.All && ContainerView.Snapshot(container, now).State is not ("running" or "paused" or "restarting")) continue;
            (string?, string) key = (container.Config.Image, container.ImageId);
            if (!imageNames.TryGetValue(key, out string? imageName)) imageNames[key] = imageName = world.Images.NameFor(container);
            found.Add(ContainerView.Summarize(container, imageName, now));
        }

        return found;
    }

    private async Task<CreatedContainer> CreateAsync(string name, CreateContainerRequest request)
    {
        (string id, string takenName, int generation) = world.Locked(() => Reserve(name, request));
        await world.DelayAsync(world.Options.CreateDelay);
        lock (world.Gate)
        {
            try
            {
                CheckGeneration(generation, EngineOperation.ContainerCreate);
                ContainerRecord container = _factory.Make(id, takenName, request);
                world.Containers.Add(container);
                world.Events.PublishContainer(container, "create");
            }
            catch
            {
                world.Containers.ReleaseName(takenName);
                throw;
            }
        }

        IReadOnlyList<string> warnings = request.HostConfig is { NetworkMode: "host", PortBindings.Count: > 0 }
            ? ["Published ports are discarded when using host network mode"]
            : [];
        return new CreatedContainer { Id = id, Warnings = warnings };
    }

    private (string Id, string Name, int Generation) Reserve(string name, CreateContainerRequest request)
    {
        if (name.Length == 0) name = FormattableString.Invariant($"unnamed_{++_generatedNames}");
        CreateRequestRules.CheckName(name);
        CreateRequestRules.Check(request, world.Options);
        _ = world.Images.Find(request.Image);
        string id = world.Ids.Next();
        world.Containers.ReserveName(name, id);
        return (id, name, world.Generation);
    }

    private void Pause(ContainerRecord container)
    {
        if (!container.IsRunning) throw NotRunning(container);
        if (container.Paused) throw EngineRefusalException.Conflict($"Container {container.Id} is already paused");
        if (container.IsRestarting) throw Restarting(container);
        world.Lifecycle.Pause(container);
    }

    private void Unpause(ContainerRecord container)
    {
        if (!container.Paused) throw EngineRefusalException.ServerError($"Container {container.Id} is not paused");
        world.Lifecycle.Resume(container);
    }

    private void Rename(ContainerRecord container, string newName)
    {
        if (newName.Length == 0) throw EngineRefusalException.Invalid("Neither old nor new names may be empty");
        if (string.Equals(newName, container.Name, StringComparison.Ordinal))
            throw EngineRefusalException.Invalid("Renaming a container with the same name as its current name");
        try
        {
            CreateRequestRules.CheckName(newName);
            world.Containers.ReserveName(newName, container.Id);
        }
        catch (EngineRefusalException refusal)
        {
            throw new EngineRefusalException(refusal.Status, $"Error when allocating new name: {refusal.Message}");
        }

        if (container.IsRestarting)
        {
            // Between two runs there is no sandbox to rename; nothing has changed then.
            world.Containers.ReleaseName(newName);
            throw EngineRefusalException.NotFound($"sandbox {container.Id} not found");
        }

        string oldName = container.Name;
        world.Containers.ReleaseName(oldName);
        container.Name = newName;
        world.Events.PublishContainer(container, "rename", "oldName", "/" + oldName);
    }

    private IReadOnlyList<string> Update(ContainerRecord container, UpdateContainerRequest request)
    {
        CreateRequestRules.CheckPolicy(request.RestartPolicy);
        HostConfig host = container.HostConfig;
        long? memory = request.Memory is null or 0 ? host.Memory : request.Memory;
        long? swap = request.MemorySwap is null or 0 ? host.MemorySwap : request.MemorySwap;
        CreateRequestRules.CheckLimits(request.Memory, request.Memory is null or 0 ? null : request.MemorySwap, request.NanoCpus, world.Options);
        if (container.Removing || container.Dead)
            throw EngineRefusalException.ServerError($"Cannot update container {container.Id}: Container is marked for removal and cannot be \"update\".");
        if (memory > 0 && swap > 0 && memory > swap)
        {
            throw EngineRefusalException.Conflict(
                $"Cannot update container {container.Id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time");
        }

        container.HostConfig = host with
        {
            Memory = memory,
            MemorySwap = swap,
            NanoCpus = request.NanoCpus is null or 0 ? host.NanoCpus : request.NanoCpus,
            PidsLimit = request.PidsLimit ?? host.PidsLimit,
            RestartPolicy = request.RestartPolicy is null or { Name: "" } ? host.RestartPolicy : request.RestartPolicy,
        };
        world.Events.PublishContainer(container, "update");
        return [];
    }

    private static Task<long> Wait(ContainerRecord container, ContainerWaitCondition condition) => condition switch
    {
        ContainerWaitCondition.Removed => container.Removed.Task,
        ContainerWaitCondition.NotRunning when !container.IsRunning => Task.FromResult((long)container.ExitCode),
        _ => container.NextExit.Task,
    };

    /// <summary>Waits while the container is being started or removed, then looks at it.</summary>
    private async Task<T> WhenIdleAsync<T>(string reference, Func<ContainerRecord, T> look)
    {
        ContainerRecord container = world.Locked(() => world.Containers.Resolve(reference));
        await container.Busy.WaitAsync();
        try
        {
            return world.Locked(() => look(world.Containers.Resolve(container.Id)));
        }
        finally
        {
            container.Busy.Release();
        }
    }

    private void CheckGeneration(int generation, EngineOperation operation)
    {
        if (generation != world.Generation) throw CallGate.Unavailable(operation, "the engine went down in the middle of the call");
    }

    private static EngineRefusalException NotRunning(ContainerRecord container) => EngineRefusalException.Conflict($"Container {container.Id} is not running");

    private static EngineRefusalException Restarting(ContainerRecord container) =>
        EngineRefusalException.Conflict($"Container {container.Id} is restarting, wait until the container is running");
}
