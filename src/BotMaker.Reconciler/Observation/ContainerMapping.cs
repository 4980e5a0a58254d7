using System.Globalization;
using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;

namespace BotMaker.Reconciler.Observation;

/// <summary>
/// Engine answers in our words, leniently: what a newer engine invents becomes <see cref="ContainerPhase.Unknown"/> and never an exception
/// (facts about fields and lies: Docker 20.10, API 1.41).
/// </summary>
internal static class ContainerMapping
{
    private const long KilledExitCode = 137;

    public static ObservedContainer Map(ContainerSummary line, ContainerOwnership ownership)
    {
        var phase = PhaseOf(line.State);
        return new ObservedContainer
        {
            Id = line.Id,
            Name = NameOf(line),
            Ownership = ownership,
            Phase = phase,
            Attempt = AttemptOf(line.Labels),
            SpecHash = line.Labels?.GetValueOrDefault(Labels.SpecHash),
            Image = line.Image,
            ImageId = line.ImageId,
            Health = phase == ContainerPhase.Running ? StatusText.Health(line.Status) : ContainerHealthState.None,
            ExitCode = phase is ContainerPhase.Exited or ContainerPhase.Restarting ? StatusText.ExitCode(line.Status) : null,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(line.Created),
        };
    }

    public static ObservedContainer Map(ContainerInspection found, ContainerOwnership ownership)
    {
        var phase = PhaseOf(found.State);
        var state = found.State ?? new ContainerState();
        var hasEnded = phase is ContainerPhase.Exited or ContainerPhase.Restarting or ContainerPhase.Dead;
        return new ObservedContainer
        {
            Id = found.Id,
            Name = found.Name.TrimStart('/'),
            Ownership = ownership,
            Phase = phase,
            Attempt = AttemptOf(found.Config?.Labels),
            SpecHash = found.Config?.Labels?.GetValueOrDefault(Labels.SpecHash),
            Image = found.Config?.Image,
            ImageId = found.ImageId,
            // After a stop through the API the engine says unhealthy; before a start it says what the last run said.
            Health = phase == ContainerPhase.Running ? HealthOf(state.Health?.Status) : ContainerHealthState.None,
            HealthOutput = phase == ContainerPhase.Running && state.Health?.Log is { Count: > 0 } log ? log[^1].Output?.Trim() : null,
            ExitCode = hasEnded ? state.ExitCode : null,
            // The flag alone is stale: it outlives a child's death and, before 24.0, the next start.
            OomKilled = hasEnded && state is { OomKilled: true, ExitCode: KilledExitCode },
            StartError = string.IsNullOrEmpty(state.Error) ? null : state.Error,
            CreatedAt = EngineTimestamp.Parse(found.Created),
            StartedAt = EngineTimestamp.Parse(state.StartedAt),
            FinishedAt = hasEnded ? EngineTimestamp.Parse(state.FinishedAt) : null,
            Process = phase == ContainerPhase.Running ? (int)state.Pid : null,
            RestartCount = found.RestartCount,
            Limits = LimitsOf(found.HostConfig),
        };
    }

    public static string NameOf(ContainerSummary line) => line.Names is { Count: > 0 } names ? names[0].TrimStart('/') : "";

    public static ContainerPhase PhaseOf(string state) => state switch
    {
        "created" => ContainerPhase.Created,
        "running" => ContainerPhase.Running,
        "paused" => ContainerPhase.Paused,
        "restarting" => ContainerPhase.Restarting,
        "exited" => ContainerPhase.Exited,
        "dead" => ContainerPhase.Dead,
        "removing" => ContainerPhase.Removing,
        _ => ContainerPhase.Unknown,
    };

    /// <summary><c>Running</c> is also true between two engine restarts, when nothing runs: the process id decides.</summary>
    public static ContainerPhase PhaseOf(ContainerState? state) => state switch
    {
        null => ContainerPhase.Unknown,
        { Dead: true } => ContainerPhase.Dead,
        { Status: "removing" } => ContainerPhase.Removing,
        { Restarting: true } => ContainerPhase.Restarting,
        { Paused: true } => ContainerPhase.Paused,
        { Running: true, Pid: > 0 } => ContainerPhase.Running,
        { Running: true } => ContainerPhase.Unknown,
        { Status: "created" or "exited" } => PhaseOf(state.Status),
        _ => ContainerPhase.Unknown,
    };

    private static int AttemptOf(IReadOnlyDictionary<string, string>? labels) =>
        int.TryParse(labels?.GetValueOrDefault(Labels.Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0;

    private static ContainerHealthState HealthOf(string? status) => status switch
    {
        "starting" => ContainerHealthState.Starting,
        "healthy" => ContainerHealthState.Healthy,
        "unhealthy" => ContainerHealthState.Unhealthy,
        _ => ContainerHealthState.None,
    };

    private static ContainerLimits? LimitsOf(HostConfig? host) => host is null
        ? null
        : new ContainerLimits(host.Memory ?? 0, host.NanoCpus ?? 0, Math.Max(host.PidsLimit ?? 0, 0), host.RestartPolicy?.Name switch
        {
            "always" => EngineRestartPolicy.Always,
            "unless-stopped" => EngineRestartPolicy.UnlessStopped,
            "on-failure" => EngineRestartPolicy.OnFailure,
            _ => EngineRestartPolicy.No,
        });
}
