namespace BotMaker.DockerEngine.InMemory;

/// <summary>One run of a container's main process with its timers. Guarded by the engine's lock.</summary>
internal sealed class ContainerRun(SimulatedProcess process, long pid, DateTimeOffset startedAt)
{
    public SimulatedProcess Process { get; } = process;

    public long Pid { get; } = pid;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public ITimer? EndTimer { get; set; }

    public ITimer? StopTimer { get; set; }

    public ITimer? ProbeTimer { get; set; }

    /// <summary>Set by a test or demo: wins over the process's own health.</summary>
    public bool? HealthOverride { get; set; }

    /// <summary>The kernel killed something of it; the container says so from its exit on.</summary>
    public bool OomSeen { get; set; }

    /// <summary>The process ended, and the engine has not noticed: it is down, or the container was paused.</summary>
    public (int ExitCode, DateTimeOffset At)? Unnoticed { get; set; }

    /// <summary>Stop calls that wait for the end: each is told of right after it, before anything else can happen to the container.</summary>
    public int StopsUnderWay { get; set; }

    /// <summary>Completes at the end of the process.</summary>
    public TaskCompletionSource Exited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void DisposeTimers()
    {
        EndTimer?.Dispose();
        StopTimer?.Dispose();
        ProbeTimer?.Dispose();
    }
}
