using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>Probes running containers on their interval; the first probe comes after one interval. Callers hold the engine's lock.</summary>
internal sealed class HealthMonitor(EngineWorld world)
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(30);
    private static readonly Version StartIntervalSince = new(1, 44);

    /// <summary>Whether the container has a check at all: no test, or NONE, is no check.</summary>
    public static bool HasCheck(ContainerConfig config) => config.Healthcheck?.Test is [{ } kind, ..] && kind is not "NONE";

    public void Begin(ContainerRecord container, ContainerRun run)
    {
        container.Health = HasCheck(container.Config) ? new HealthRecord() : null;
        if (container.Health is not null) Arm(container, run);
    }

    private void Arm(ContainerRecord container, ContainerRun run)
    {
        run.ProbeTimer?.Dispose();
        run.ProbeTimer = world.After(IntervalOf(container, run), () => Probe(container, run));
    }

    private void Probe(ContainerRecord container, ContainerRun run)
    {
        if (container.Run != run || container.Health is not { } health) return;
        // A stopped engine and a paused container probe nothing.
        if (world.IsUp && !container.Paused && Record(container, run, health))
            world.Events.PublishContainer(container, $"health_status: {health.Status}");
        Arm(container, run);
    }

    private bool Record(ContainerRecord container, ContainerRun run, HealthRecord health)
    {
        DateTimeOffset now = world.Now;
        TimeSpan uptime = now - run.StartedAt;
        bool passes = run.HealthOverride ?? run.Process.IsHealthyAt(uptime);
        HealthCheck check = container.Config.Healthcheck!;
        var probe = new HealthProbeResult
        {
            Start = EngineTime.Rfc3339(now),
            End = EngineTime.Rfc3339(now),
            ExitCode = passes ? 0 : 1,
            Output = passes ? "" : run.Process.ProbeFailure,
        };
        return health.Record(probe, check.Retries is > 0 and { } retries ? retries : 3, uptime < EngineTime.FromNanoseconds(check.StartPeriod ?? 0));
    }

    private TimeSpan IntervalOf(ContainerRecord container, ContainerRun run)
    {
        HealthCheck check = container.Config.Healthcheck!;
        bool starting = container.Health is { Status: "starting" } && world.Now - run.StartedAt < EngineTime.FromNanoseconds(check.StartPeriod ?? 0);
        if (starting && check.StartInterval is > 0 and { } often && world.Options.ApiVersion >= StartIntervalSince) return EngineTime.FromNanoseconds(often);
        return check.Interval is > 0 and { } interval ? EngineTime.FromNanoseconds(interval) : DefaultInterval;
    }
}
