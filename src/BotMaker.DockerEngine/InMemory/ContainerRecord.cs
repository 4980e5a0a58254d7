using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>One container as the engine keeps it. Guarded by the engine's lock.</summary>
internal sealed class ContainerRecord(string id, string name, DateTimeOffset created, ContainerConfig config, HostConfig hostConfig, int logCapacity)
{
    public string Id { get; } = id;

    /// <summary>Without a slash.</summary>
    public string Name { get; set; } = name;

    /// <summary>Rises with each creation; lists are newest first.</summary>
    public long Sequence { get; set; }

    public DateTimeOffset Created { get; } = created;

    public required string ImageId { get; init; }

    public ContainerConfig Config { get; } = config;

    public IReadOnlyDictionary<string, string> Labels { get; } = config.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyCollection<string> ExposedPorts { get; init; } = [];

    public HostConfig HostConfig { get; set; } = hostConfig;

    public IReadOnlyList<MountPoint> Mounts { get; init; } = [];

    public required NetworkAttachment Network { get; init; }

    /// <summary>What is published now.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?> PublishedPorts { get; set; } = NoPorts;

    public static IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?> NoPorts { get; } = new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal);

    public ContainerRun? Run { get; set; }

    /// <summary>The next start by the restart policy, while it is awaited.</summary>
    public ITimer? PendingRestart { get; set; }

    public bool Paused { get; set; }

    public bool Removing { get; set; }

    public bool Dead { get; set; }

    /// <summary>A removal of this engine run failed: the list still tells of the attempt.</summary>
    public bool RemovalFailed { get; set; }

    /// <summary>Why its files cannot be removed; null: they can.</summary>
    public string? Unremovable { get; set; }

    public int ExitCode { get; set; }

    public string Error { get; set; } = "";

    public bool OomKilled { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public int RestartCount { get; set; }

    public TimeSpan RestartDelay { get; set; }

    /// <summary>Kept over engine restarts; any signal through the API sets it, a start clears it. Only <c>unless-stopped</c> asks for it.</summary>
    public bool ManuallyStopped { get; set; }

    /// <summary>A stop through the API is under way: no policy restarts this run. Not kept over engine restarts.</summary>
    public bool ExitOnNext { get; set; }

    public HealthRecord? Health { get; set; }

    public LogRing Logs { get; } = new(logCapacity);

    /// <summary>The container's own lock: start, removal and inspection wait for each other when they take time.</summary>
    public SemaphoreSlim Busy { get; } = new(1, 1);

    public bool StartInFlight { get; set; }

    /// <summary>An engine crash during a start left a task behind: it can never be started again.</summary>
    public bool TaskLeftBehind { get; set; }

    /// <summary>Until then a list says <see cref="StaleState"/> and not the truth.</summary>
    public DateTimeOffset StaleUntil { get; set; }

    public (string State, string Status) StaleState { get; set; }

    /// <summary>Completes at the next end of a run (or of the wait between two) and is then replaced.</summary>
    public TaskCompletionSource<long> NextExit { get; set; } = NewSignal();

    public TaskCompletionSource<long> Removed { get; } = NewSignal();

    public bool IsRestarting => PendingRestart is not null;

    /// <summary>As the engine means it: also between two restarts.</summary>
    public bool IsRunning => Run is not null || IsRestarting;

    public string State =>
        Paused ? "paused"
        : IsRestarting ? "restarting"
        : Run is not null ? "running"
        : Removing ? "removing"
        : Dead ? "dead"
        : StartedAt is null ? "created"
        : "exited";

    public void SignalExit()
    {
        TaskCompletionSource<long> signal = NextExit;
        NextExit = NewSignal();
        signal.TrySetResult(ExitCode);
    }

    /// <summary>Continuations must not run under the engine's lock.</summary>
    private static TaskCompletionSource<long> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
