namespace BotMaker.DockerEngine.InMemory;

/// <summary>
/// Everything that the engine knows. One lock guards all of it: whoever reads or changes a table holds <see cref="Gate"/>, and nobody
/// awaits while holding it.
/// </summary>
internal sealed class EngineWorld
{
    public EngineWorld(TimeProvider time, InMemoryEngineOptions options)
    {
        Time = time;
        Options = options;
        Ids = new HexIds(options.Seed);
        Events = new EventLog(time);
        Networks = new NetworkTable(this);
        Images = new ImageStore(this);
        Lifecycle = new ContainerLifecycle(this);
    }

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; }

    public InMemoryEngineOptions Options { get; }

    public HexIds Ids { get; }

    public EventLog Events { get; }

    public ContainerTable Containers { get; } = new();

    public NetworkTable Networks { get; }

    public ImageStore Images { get; }

    public VolumeTable Volumes { get; } = new();

    public PortTable Ports { get; } = new();

    public ContainerLifecycle Lifecycle { get; }

    /// <summary>False from the engine's end to its next start. Processes may go on meanwhile.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Rises with each end of the engine: delayed work of an earlier one must not go on.</summary>
    public int Generation { get; set; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public T Locked<T>(Func<T> work)
    {
        lock (Gate) return work();
    }

    public bool Locked(Action work)
    {
        lock (Gate) work();
        return true;
    }

    public Task DelayAsync(TimeSpan delay) => delay == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(delay, Time);

    /// <summary>A one-shot timer whose callback runs under the lock.</summary>
    public ITimer After(TimeSpan delay, Action callback) => Time.CreateTimer(
        _ =>
        {
            lock (Gate) callback();
        },
        state: null,
        delay,
        Timeout.InfiniteTimeSpan);
}
