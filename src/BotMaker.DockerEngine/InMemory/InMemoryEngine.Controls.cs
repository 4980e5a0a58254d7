using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>The hand on the engine, its host and its processes. Containers may be named by id, name or id prefix.</summary>
public sealed partial class InMemoryEngine
{
    private ITimer? _startup;

    /// <summary>SIGKILL of the engine: streams are cut, calls are unavailable, processes go on. <see cref="StartEngine"/> ends it.</summary>
    public void CrashEngine()
    {
        lock (_world.Gate)
        {
            EndStartup();
            if (_world.IsUp) _outage.Crash();
        }
    }

    /// <summary>SIGTERM of the engine: it stops its containers (not with live-restore), tells the open streams so, and goes.</summary>
    public void StopEngine()
    {
        lock (_world.Gate)
        {
            EndStartup();
            if (_world.IsUp) _outage.Stop();
        }
    }

    /// <summary>Starts a stopped or crashed engine: leftovers are stopped or adopted, restart policies are applied.</summary>
    public void StartEngine()
    {
        lock (_world.Gate)
        {
            if (_world.IsUp || _startup is not null) return;
            _gate.ComeUp();
            if (_world.Options.StartupDuration > TimeSpan.Zero)
                _startup = _world.After(_world.Options.StartupDuration, Restore);
            else
                Restore();
        }
    }

    /// <summary>A graceful restart; of an engine that is down, just the start.</summary>
    public void RestartEngine()
    {
        StopEngine();
        StartEngine();
    }

    /// <summary>The process ends on its own, or was killed from outside: <c>die</c> without a <c>kill</c>.</summary>
    public void KillProcess(string container, int exitCode = 137) => OnRun(container, (record, run) => _world.Lifecycle.Exit(record, run, exitCode));

    /// <summary>The kernel kills for memory: the main process, or only a child of it, which shows at the later exit.</summary>
    public void OomKill(string container, bool childOnly = false) => OnRun(container, (record, run) =>
    {
        run.OomSeen = true;
        if (_world.IsUp) _world.Events.PublishContainer(record, "oom");
        if (!childOnly) _world.Lifecycle.Exit(record, run, 137);
    });

    /// <summary>What the probes of the present run find from now on; null gives it back to the simulated process.</summary>
    public void SetHealth(string container, bool? passes) => OnRun(container, (_, run) => run.HealthOverride = passes);

    public void WriteLog(string container, string line, LogStream stream = LogStream.Stdout)
    {
        lock (_world.Gate) Find(container).Logs.Write(stream, line, _world.Now);
    }

    /// <summary>Its files cannot be removed: a removal fails and leaves it dead. Null lifts this.</summary>
    public void SetUnremovable(string container, string? cause = "unlinkat /var/lib/docker/overlay2/x/diff/file: operation not permitted")
    {
        lock (_world.Gate) Find(container).Unremovable = cause;
    }

    /// <summary>A process of the host listens there; a start that publishes the port fails.</summary>
    public void OccupyPort(int port, string address = "127.0.0.1", string protocol = "tcp")
    {
        lock (_world.Gate) _world.Ports.Occupy(address, port, protocol);
    }

    public void VacatePort(int port, string address = "127.0.0.1", string protocol = "tcp")
    {
        lock (_world.Gate) _world.Ports.Vacate(address, port, protocol);
    }

    /// <summary>An image that is present. Another content under the same name is another image.</summary>
    /// <returns>Its id.</returns>
    public string AddImage(string reference, ImageConfig? config = null, string content = "", long size = 100_000_000)
    {
        lock (_world.Gate) return _world.Images.Add(ImageReference.Parse(reference), config ?? new ImageConfig(), size, content, pulled: false).Id;
    }

    /// <summary>What a pull of this reference does from now on.</summary>
    public void SetPull(string reference, SimulatedPull pull)
    {
        lock (_world.Gate) _world.Images.SetPull(reference, pull);
    }

    public void AddVolume(string name, IReadOnlyDictionary<string, string>? labels = null)
    {
        lock (_world.Gate) _world.Volumes.Create(name, labels: labels);
    }

    /// <summary>What commands inside containers do. By default they succeed and print nothing.</summary>
    public void OnExec(Func<ContainerInspection, ExecRequest, CancellationToken, Task<ExecResult>> exec) => _containers.Exec = exec;

    private void EndStartup()
    {
        if (_startup is null) return;
        _startup.Dispose();
        _startup = null;
        _gate.GoDown();
    }

    private void Restore()
    {
        _startup = null;
        _outage.Start();
        _gate.BeReady();
    }

    private void OnRun(string container, Action<ContainerRecord, ContainerRun> act)
    {
        lock (_world.Gate)
        {
            ContainerRecord record = Find(container);
            act(record, record.Run ?? throw new InvalidOperationException($"container {container} has no process: it is {record.State}"));
        }
    }

    private ContainerRecord Find(string container) =>
        _world.Containers.TryResolve(container, out ContainerRecord? record) ? record : throw new ArgumentException($"no such container: {container}", nameof(container));
}
