namespace BotMaker.DockerEngine.InMemory;

/// <summary>
/// The end and the start of the engine, and what becomes of its containers (facts measured on 20.10, with and without live-restore).
/// Callers hold the engine's lock.
/// </summary>
internal sealed class EngineOutage(EngineWorld world, CallGate gate)
{
    /// <summary>SIGTERM: nobody can call any more, open streams still tell how every container ends, and only then they are cut.</summary>
    public void Stop()
    {
        gate.GoDown();
        if (!world.Options.LiveRestore)
        {
            foreach (ContainerRecord container in InOrder()) StopOne(container, byShutdown: true);
        }

        GoDown();
    }

    /// <summary>SIGKILL: streams are cut, processes go on, and what was under way stays half done.</summary>
    public void Crash()
    {
        gate.GoDown();
        foreach (ContainerRecord container in InOrder())
        {
            container.TaskLeftBehind |= container.StartInFlight;
            container.StartInFlight = false;
            if (!container.Removing) continue;
            container.Removing = false;
            container.Dead = true;
        }

        GoDown();
    }

    /// <summary>Restores: stops or adopts what still runs, then applies the policies. The replay buffer knows of nothing before this.</summary>
    public void Start()
    {
        world.IsUp = true;
        foreach (ContainerRecord container in InOrder()) Restore(container);
        foreach (ContainerRecord container in InOrder())
        {
            if (container.IsRunning || container.Dead || container.StartedAt is null) continue;
            if (container.HostConfig.AutoRemove is true)
                world.Lifecycle.Destroy(container, removeAnonymousVolumes: true);
            else if (RestartPolicies.WantsRestartAtEngineStart(container, container.ExitCode))
                StartAgain(container);
        }
    }

    private void GoDown()
    {
        world.IsUp = false;
        world.Generation++;
        foreach (ContainerRecord container in InOrder())
        {
            if (container.IsRestarting) ContainerLifecycle.EndRestartWait(container);
        }

        world.Events.CutAll();
        world.Events.Forget();
    }

    private void Restore(ContainerRecord container)
    {
        container.RestartCount = 0;
        container.RestartDelay = TimeSpan.Zero;
        container.ExitOnNext = false;
        container.RemovalFailed = false;
        container.StaleUntil = default;
        if (container.Run is not { } run) return;
        if (run.Unnoticed is { } ended)
        {
            // Found ended: its exit code is taken over, and nobody is told.
            world.Lifecycle.Ended(container, run, ended.ExitCode, ended.At);
            world.Lifecycle.Withdraw(container);
        }
        else if (!world.Options.LiveRestore || container.HostConfig.AutoRemove is true)
        {
            // A leftover of a crash. Its stop counts as one through the API, so unless-stopped does not restart it.
            StopOne(container, byShutdown: false);
        }
    }

    /// <summary>With no time passing: a process that does not end at the stop signal is killed at once.</summary>
    private void StopOne(ContainerRecord container, bool byShutdown)
    {
        if (container.Run is not { } run) return;
        world.Lifecycle.Signal(container, ContainerLifecycle.StopSignalOf(container), byShutdown);
        if (container.Run == run && run.Process.IgnoresStopSignal)
            world.Lifecycle.Kill(container, byShutdown);
        else
            world.Lifecycle.Exit(container, run, run.Process.StopExitCode);
        container.ExitOnNext = false;
        if (run.StopsUnderWay == 0) world.Events.PublishContainer(container, "stop");
    }

    private void StartAgain(ContainerRecord container)
    {
        try
        {
            world.Lifecycle.Start(container);
        }
        catch (EngineRefusalException)
        {
            // It stays exited with its error; the engine does not try again.
        }
    }

    private List<ContainerRecord> InOrder() => [.. world.Containers.All.OrderBy(static container => container.Sequence)];
}
