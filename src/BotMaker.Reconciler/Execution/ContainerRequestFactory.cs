using System.Globalization;
using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Core.Model.Spec;
using CoreLabels = BotMaker.Reconciler.Core.Model.Labels;
using EngineRestart = BotMaker.DockerEngine.Containers.RestartPolicy;

namespace BotMaker.Reconciler.Execution;

/// <summary>
/// What we ask of the engine for a bot. Pure. Hardened by default: no capabilities, no new privileges, a read-only root, limits on processes,
/// memory and CPUs, and nothing of the host but the bot's own directories.
/// </summary>
internal static class ContainerRequestFactory
{
    /// <summary>While a bot starts it is probed this often, where the engine can (API 1.44).</summary>
    public static readonly TimeSpan StartInterval = TimeSpan.FromSeconds(5);

    public static CreateContainerRequest Build(ContainerBlueprint blueprint)
    {
        var spec = blueprint.Bot.Spec;
        return new CreateContainerRequest
        {
            Image = blueprint.Image,
            // Stable over attempts: the gateway's lease on its state is keyed on it, and a killed bot is locked out for minutes without it.
            Hostname = blueprint.Bot.Id.Value,
            User = string.Create(CultureInfo.InvariantCulture, $"{blueprint.Uid}:{blueprint.Uid}"),
            Cmd = [.. blueprint.Rendered.Command],
            Env = [.. blueprint.Rendered.Environment.Select(entry => $"{entry.Key}={entry.Value}")],
            Labels = Labels(blueprint),
            ExposedPorts = spec.Gateway.Publish is null ? null : new Dictionary<string, EmptyObject>(StringComparer.Ordinal) { [PortKey(spec.Gateway)] = new() },
            // Without a stop signal of its own any signal through the API switches the restart policy off.
            StopSignal = "SIGTERM",
            StopTimeout = (int)Math.Ceiling(spec.Termination.GracePeriod.TotalSeconds),
            Tty = false,
            Healthcheck = Health(blueprint),
            HostConfig = Host(blueprint),
            NetworkingConfig = new NetworkingConfig(new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { [blueprint.Network] = new() }),
        };
    }

    private static Dictionary<string, string> Labels(ContainerBlueprint blueprint)
    {
        var labels = new Dictionary<string, string>(blueprint.Bot.Labels, StringComparer.Ordinal)
        {
            [CoreLabels.BotId] = blueprint.Bot.Id.Value,
            [CoreLabels.Reconciler] = blueprint.Instance,
            [CoreLabels.SpecHash] = blueprint.SpecHash,
            [CoreLabels.Attempt] = blueprint.Attempt.ToString(CultureInfo.InvariantCulture),
            [CoreLabels.Manifest] = blueprint.Bot.Source.ToString(),
        };
        return labels;
    }

    private static HostConfig Host(ContainerBlueprint blueprint)
    {
        var spec = blueprint.Bot.Spec;
        return new HostConfig
        {
            NetworkMode = blueprint.Network,
            PortBindings = spec.Gateway.Publish is { } publish
                ? new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal)
                {
                    [PortKey(spec.Gateway)] = [new PortBinding(publish.HostIp, publish.HostPort.ToString(CultureInfo.InvariantCulture))],
                }
                : null,
            RestartPolicy = blueprint.IsOnTrial ? new("no") : Restart(spec.Restart),
            Mounts =
            [
                .. blueprint.Rendered.Mounts.Select(mount => new Mount
                {
                    Type = "bind",
                    Source = blueprint.Sources[mount.Purpose],
                    Target = mount.Target,
                    ReadOnly = mount.IsReadOnly,
                }),
            ],
            Tmpfs = blueprint.Rendered.Tmpfs.ToDictionary(
                tmpfs => tmpfs.Target,
                tmpfs => string.Create(CultureInfo.InvariantCulture, $"size={tmpfs.SizeBytes},mode={tmpfs.Mode}"),
                StringComparer.Ordinal),
            Memory = spec.Resources.MemoryBytes,
            // Equal to the memory: otherwise the engine grants as much swap again.
            MemorySwap = spec.Resources.MemoryBytes,
            NanoCpus = spec.Resources.NanoCpus,
            PidsLimit = spec.Resources.Pids,
            ReadonlyRootfs = spec.Security.ReadOnlyRootFilesystem,
            Init = true,
            Privileged = false,
            CapDrop = [.. spec.Security.CapDrop],
            SecurityOpt = spec.Security.NoNewPrivileges ? ["no-new-privileges"] : null,
            Dns = spec.Network.Dns.Count == 0 ? null : [.. spec.Network.Dns],
            ExtraHosts = spec.Network.ExtraHosts.Count == 0 ? null : [.. spec.Network.ExtraHosts.Select(host => $"{host.Key}:{host.Value}")],
            LogConfig = Log(spec.Logs),
        };
    }

    private static HealthCheck Health(ContainerBlueprint blueprint)
    {
        var health = blueprint.Bot.Spec.Health;
        return new HealthCheck
        {
            Test = ["CMD", .. blueprint.Rendered.Probes.Health],
            Interval = Nanoseconds(health.Interval),
            Timeout = Nanoseconds(health.Timeout),
            Retries = health.FailureThreshold,
            StartPeriod = Nanoseconds(health.StartPeriod),
            StartInterval = Nanoseconds(StartInterval),
        };
    }

    /// <summary>Never <c>always</c>: it brings back what was stopped on purpose, at each start of the engine.</summary>
    private static EngineRestart Restart(RestartSpec restart) => restart switch
    {
        { Owner: RestartOwner.Reconciler } or { Policy: RestartPolicyKind.Never } => new("no"),
        { Policy: RestartPolicyKind.OnFailure } => new("on-failure"),
        _ => new("unless-stopped"),
    };

    /// <summary>Rotated, and never able to stall the bot: what does not fit into the buffer is lost.</summary>
    private static LogConfig Log(LogSpec logs) => new("json-file", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["max-size"] = Size(logs.MaxSizeBytes),
        ["max-file"] = logs.MaxFiles.ToString(CultureInfo.InvariantCulture),
        ["mode"] = "non-blocking",
        ["max-buffer-size"] = "4m",
    });

    private static string Size(long bytes)
    {
        const long Mebibyte = 1024 * 1024;
        const long Kibibyte = 1024;
        if (bytes % Mebibyte == 0) return string.Create(CultureInfo.InvariantCulture, $"{bytes / Mebibyte}m");
        return bytes % Kibibyte == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Kibibyte}k")
            : bytes.ToString(CultureInfo.InvariantCulture);
    }

    private static string PortKey(GatewaySpec gateway) => string.Create(CultureInfo.InvariantCulture, $"{gateway.Port}/tcp");

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
