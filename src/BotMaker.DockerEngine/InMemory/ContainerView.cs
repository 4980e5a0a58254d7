using System.Globalization;
using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>What the engine tells about a container. Callers hold the engine's lock.</summary>
internal static class ContainerView
{
    public static ContainerInspection Inspect(ContainerRecord container) => new()
    {
        Id = container.Id,
        Name = "/" + container.Name,
        Created = EngineTime.Rfc3339(container.Created),
        ImageId = container.ImageId,
        RestartCount = container.RestartCount,
        State = new ContainerState
        {
            Status = container.State,
            Running = container.IsRunning,
            Paused = container.Paused,
            Restarting = container.IsRestarting,
            OomKilled = container.OomKilled,
            Dead = container.Dead,
            Pid = container.Run?.Pid ?? 0,
            ExitCode = container.ExitCode,
            Error = container.Error,
            StartedAt = EngineTime.Rfc3339(container.StartedAt),
            FinishedAt = EngineTime.Rfc3339(container.FinishedAt),
            Health = container.Health?.View(),
        },
        Config = container.Config,
        HostConfig = container.HostConfig,
        NetworkSettings = new ContainerNetworkSettings
        {
            Networks = new Dictionary<string, EndpointSettings>(StringComparer.Ordinal)
            {
                [container.Network.Name] = new()
                {
                    NetworkId = container.Network.NetworkId ?? "",
                    IpAddress = container.Network.Address ?? "",
                    Aliases = container.Network.Aliases,
                },
            },
            Ports = container.PublishedPorts,
        },
        Mounts = container.Mounts,
    };

    public static ContainerSummary Summarize(ContainerRecord container, string imageName, DateTimeOffset now)
    {
        (string state, string status) = Snapshot(container, now);
        return new ContainerSummary
        {
            Id = container.Id,
            Names = ["/" + container.Name],
            Image = imageName,
            ImageId = container.ImageId,
            Created = container.Created.ToUnixTimeSeconds(),
            Labels = container.Labels,
            State = state,
            Status = status,
        };
    }

    /// <summary>What a list says, which comes from a snapshot and lags behind the truth in two cases.</summary>
    public static (string State, string Status) Snapshot(ContainerRecord container, DateTimeOffset now) =>
        now < container.StaleUntil ? container.StaleState
        : container is { Dead: true, RemovalFailed: true } ? ("removing", "Removal In Progress")
        : (container.State, Status(container, now));

    /// <summary>The text for people.</summary>
    public static string Status(ContainerRecord container, DateTimeOffset now) => container.State switch
    {
        "paused" => $"Up {Since(container.StartedAt, now)} (Paused)",
        "restarting" => string.Create(CultureInfo.InvariantCulture, $"Restarting ({container.ExitCode}) {Since(container.FinishedAt, now)} ago"),
        "running" => $"Up {Since(container.StartedAt, now)}{HealthText(container.Health)}",
        "removing" => "Removal In Progress",
        "dead" => "Dead",
        "created" => "Created",
        _ => string.Create(CultureInfo.InvariantCulture, $"Exited ({container.ExitCode}) {Since(container.FinishedAt, now)} ago"),
    };

    private static string HealthText(HealthRecord? health) => health?.Status switch
    {
        null => "",
        "starting" => " (health: starting)",
        var status => $" ({status})",
    };

    private static string Since(DateTimeOffset? time, DateTimeOffset now) => EngineTime.Words(now - (time ?? now));
}
