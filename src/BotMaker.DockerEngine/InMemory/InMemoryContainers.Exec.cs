using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Commands inside containers.</summary>
internal sealed partial class InMemoryContainers
{
    private static async Task<ExecResult> ExecAsync(
        EngineWorld world,
        string id,
        ExecRequest request,
        Func<ContainerInspection, ExecRequest, CancellationToken, Task<ExecResult>> exec,
        CancellationToken cancellationToken)
    {
        string command = string.Join(' ', request.Command);
        ContainerRecord container;
        ContainerInspection inspection;
        lock (world.Gate)
        {
            container = world.Containers.Resolve(id);
            if (request.Command.Count == 0) throw EngineRefusalException.Invalid("No exec command specified");
            if (!container.IsRunning) throw NotRunning(container);
            if (container.Paused) throw EngineRefusalException.Conflict($"Container {container.Id} is paused, unpause the container before exec");
            if (container.IsRestarting) throw Restarting(container);
            inspection = ContainerView.Inspect(container);
            world.Events.PublishContainer(container, $"exec_create: {command}");
            world.Events.PublishContainer(container, $"exec_start: {command}");
        }

        ExecResult result = await exec(inspection, request, cancellationToken).ConfigureAwait(false);
        lock (world.Gate) world.Events.PublishContainer(container, "exec_die", "exitCode", EventLog.Number((int)(result.ExitCode ?? 0)));
        return result;
    }
}
