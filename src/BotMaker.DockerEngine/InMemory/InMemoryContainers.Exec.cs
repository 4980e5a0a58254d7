using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Commands inside containers: three calls, as on the wire.</summary>
internal sealed partial class InMemoryContainers
{
    public Func<ContainerInspection, ExecRequest, CancellationToken, Task<ExecResult>> Exec { get; set; } =
        static (_, _, _) => Task.FromResult(new ExecResult(0, "", ""));

    public async Task<ExecResult> ExecAsync(string id, ExecRequest request, CancellationToken cancellationToken = default)
    {
        ContainerInspection container = await gate.CallAsync(EngineOperation.ExecCreate, id, () => world.Locked(() => CreateExec(id, request)), cancellationToken);
        ExecResult result = await gate.CallAsync(EngineOperation.ExecStart, container.Id, () => RunExecAsync(container, request, cancellationToken), cancellationToken);
        return await gate.CallAsync(EngineOperation.ExecInspect, container.Id, () => result, cancellationToken);
    }

    private ContainerInspection CreateExec(string id, ExecRequest request)
    {
        ContainerRecord container = world.Containers.Resolve(id);
        if (request.Command.Count == 0) throw EngineRefusalException.Invalid("No exec command specified");
        if (!container.IsRunning) throw NotRunning(container);
        if (container.Paused) throw EngineRefusalException.Conflict($"Container {container.Id} is paused, unpause the container before exec");
        if (container.IsRestarting) throw Restarting(container);
        world.Events.PublishContainer(container, $"exec_create: {string.Join(' ', request.Command)}");
        return ContainerView.Inspect(container);
    }

    private async Task<ExecResult> RunExecAsync(ContainerInspection container, ExecRequest request, CancellationToken cancellationToken)
    {
        ContainerRecord record;
        lock (world.Gate)
        {
            record = world.Containers.Resolve(container.Id);
            if (record.Run is null) throw NotRunning(record);
            world.Events.PublishContainer(record, $"exec_start: {string.Join(' ', request.Command)}");
        }

        ExecResult result = await Exec(container, request, cancellationToken);
        lock (world.Gate) world.Events.PublishContainer(record, "exec_die", "exitCode", EventLog.Number((int)(result.ExitCode ?? 0)));
        return result;
    }
}
