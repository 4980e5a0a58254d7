using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Starts, signals, ends and removes containers, with the engine's order of events. Callers hold the engine's lock.</summary>
internal sealed class ContainerLifecycle(EngineWorld world)
{
    private const int KilledExitCode = 137;
    private const int NetworkTroubleExitCode = 128;

    private readonly HealthMonitor _health = new(world);
    private long _lastPid = 1000;

    /// <summary>A start through the API: the policy's memory begins anew.</summary>
    public void StartExplicitly(ContainerRecord container)
    {
        container.RestartCount = 0;
        container.RestartDelay = TimeSpan.Zero;
        container.ManuallyStopped = false;
        container.ExitOnNext = false;
        Start(container);
    }

    /// <summary>A start that fails leaves the container with its error and raises no event of the container.</summary>
    public void Start(ContainerRecord container)
    {
        SimulatedProcess process = world.Options.Behaviour(ContainerView.Inspect(container));
        try
        {
            if (container.TaskLeftBehind) throw EngineRefusalException.ServerError($"task {container.Id}: already exists");
            ConnectAndPublish(container);
            CheckMounts(container);
            if (process.StartFailure is { } failure)
            {
                RecordFailure(container, failure.Message, failure.ExitCode);
                throw new EngineRefusalException(failure.StatusCode, failure.Message);
            }
        }
        catch (EngineRefusalException)
        {
            Withdraw(container);
            if (container.HostConfig.AutoRemove is true) Destroy(container, removeAnonymousVolumes: true);
            throw;
        }

        Began(container, process);
    }

    /// <summary>A signal through the API. Whatever it is, it counts as a manual stop; whether it also disarms the policies depends on the stop signal.</summary>
    public void Signal(ContainerRecord container, int signal, bool byShutdown = false)
    {
        bool named = container.Config.StopSignal is { Length: > 0 } && signal != Signals.Kill;
        bool stops = !named || signal == StopSignalOf(container);
        container.ExitOnNext |= stops;
        container.ManuallyStopped |= !byShutdown;
        if (container.IsRestarting)
        {
            EndRestartWait(container);
            return;
        }

        if (container.Run is not { } run) return;
        world.Events.PublishContainer(container, "kill", "signal", EventLog.Number(signal));
        if (stops && container.Paused) Resume(container);
        Deliver(container, run, signal);
    }

    public void Kill(ContainerRecord container, bool byShutdown = false) => Signal(container, Signals.Kill, byShutdown);

    public void Pause(ContainerRecord container)
    {
        container.Paused = true;
        world.Events.PublishContainer(container, "pause");
    }

    public void Resume(ContainerRecord container)
    {
        container.Paused = false;
        world.Events.PublishContainer(container, "unpause");
        if (container.Run is { Unnoticed: { } ended } run) Exit(container, run, ended.ExitCode);
    }

    /// <summary>The main process has ended. Also the end of a run that nobody asked for.</summary>
    public void Exit(ContainerRecord container, ContainerRun run, int exitCode)
    {
        if (container.Run != run) return;
        if (!world.IsUp || (container.Paused && exitCode != KilledExitCode))
        {
            run.Unnoticed ??= (exitCode, world.Now);
            return;
        }

        if (world.Options.StaleListAfterDie > TimeSpan.Zero)
        {
            container.StaleState = (container.State, ContainerView.Status(container, world.Now));
            container.StaleUntil = world.Now + world.Options.StaleListAfterDie;
        }

        Ended(container, run, exitCode, world.Now);
        world.Events.PublishContainer(container, "die", "exitCode", EventLog.Number(exitCode));
        Withdraw(container);
        for (int stop = 0; stop < run.StopsUnderWay; stop++) world.Events.PublishContainer(container, "stop");
        if (RestartPolicies.WantsRestart(container, exitCode))
            ScheduleRestart(container, run);
        else if (container.HostConfig.AutoRemove is true)
            Destroy(container, removeAnonymousVolumes: true);
        container.SignalExit();
    }

    /// <summary>Takes over the end of a process without telling: what an engine does with what ended while it was away.</summary>
    public void Ended(ContainerRecord container, ContainerRun run, int exitCode, DateTimeOffset at)
    {
        run.DisposeTimers();
        container.Run = null;
        container.Paused = false;
        container.ExitCode = exitCode;
        container.FinishedAt = at;
        container.OomKilled = run.OomSeen;
        if (container is { ExitOnNext: true, Health: { } health }) health.Status = "unhealthy";
        container.Logs.EndRun();
        run.Exited.TrySetResult();
    }

    /// <summary>Ends the wait between two runs: the container is exited, with the last run's exit code.</summary>
    public static void EndRestartWait(ContainerRecord container)
    {
        container.PendingRestart?.Dispose();
        container.PendingRestart = null;
        container.SignalExit();
    }

    /// <summary>Gives back network and ports.</summary>
    public void Withdraw(ContainerRecord container)
    {
        world.Networks.Disconnect(container);
        world.Ports.Release(container);
        container.PublishedPorts = ContainerRecord.NoPorts;
    }

    public void Destroy(ContainerRecord container, bool removeAnonymousVolumes)
    {
        container.PendingRestart?.Dispose();
        container.PendingRestart = null;
        world.Containers.Remove(container);
        world.Volumes.Leave(container, removeAnonymousVolumes);
        world.Events.PublishContainer(container, "destroy");
        container.SignalExit();
        container.Removed.TrySetResult(container.ExitCode);
    }

    public static int StopSignalOf(ContainerRecord container) =>
        container.Config.StopSignal is { Length: > 0 } signal ? Signals.Parse(signal) : Signals.Term;

    private void Deliver(ContainerRecord container, ContainerRun run, int signal)
    {
        if (signal == Signals.Kill)
            Exit(container, run, KilledExitCode);
        else if (!Signals.Ends(signal, StopSignalOf(container)) || run.Process.IgnoresStopSignal)
            return;
        else if (run.Process.StopDuration <= TimeSpan.Zero)
            Exit(container, run, run.Process.StopExitCode);
        else
            run.StopTimer ??= world.After(run.Process.StopDuration, () => Exit(container, run, run.Process.StopExitCode));
    }

    private void ConnectAndPublish(ContainerRecord container)
    {
        try
        {
            world.Networks.Connect(container);
            container.PublishedPorts = world.Ports.Publish(container);
        }
        catch (EngineRefusalException refusal)
        {
            RecordFailure(container, refusal.Message, NetworkTroubleExitCode);
            throw;
        }
    }

    private void CheckMounts(ContainerRecord container)
    {
        foreach (MountPoint mount in container.Mounts)
        {
            if (mount is { Type: "bind", Source: { } source } && !world.Options.Exists(source))
                throw EngineRefusalException.Invalid($"invalid mount config for type \"bind\": bind source path does not exist: {source}");
        }
    }

    private static void RecordFailure(ContainerRecord container, string error, int exitCode)
    {
        container.Error = error;
        // A container that has run before keeps the exit code of its last run.
        if (container.StartedAt is null) container.ExitCode = exitCode;
    }

    private void Began(ContainerRecord container, SimulatedProcess process)
    {
        var run = new ContainerRun(process, ++_lastPid, world.Now);
        container.Run = run;
        container.StartedAt = run.StartedAt;
        container.StaleUntil = default;
        container.ExitCode = 0;
        container.Error = "";
        world.Events.PublishContainer(container, "start");
        foreach (string line in process.Output) container.Logs.Write(LogStream.Stdout, line, run.StartedAt);
        _health.Begin(container, run);
        if (process.ExitsAfter is { } after) run.EndTimer = world.After(after, () => Exit(container, run, process.ExitCode));
    }

    private void ScheduleRestart(ContainerRecord container, ContainerRun run)
    {
        container.RestartCount++;
        container.RestartDelay = RestartPolicies.NextDelay(container.RestartDelay, world.Now - run.StartedAt);
        container.PendingRestart = world.After(container.RestartDelay, () => RestartNow(container));
    }

    private void RestartNow(ContainerRecord container)
    {
        if (!world.IsUp || container.PendingRestart is not { } timer) return;
        timer.Dispose();
        container.PendingRestart = null;
        try
        {
            Start(container);
        }
        catch (EngineRefusalException)
        {
            // The engine gives up for good and tells nobody: exited, with an error.
            container.SignalExit();
        }
    }
}
