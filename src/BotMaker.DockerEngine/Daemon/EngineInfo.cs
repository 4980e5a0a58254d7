using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Daemon;

public sealed record EngineInfo
{
    [JsonPropertyName("ID")]
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? ServerVersion { get; init; }

    public string? OperatingSystem { get; init; }

    public string? DockerRootDir { get; init; }

    public string? Driver { get; init; }

    public string? CgroupVersion { get; init; }

    [JsonPropertyName("NCPU")]
    public int Cpus { get; init; }

    /// <summary>Bytes.</summary>
    public long MemTotal { get; init; }

    public int Containers { get; init; }

    public int ContainersRunning { get; init; }

    public bool LiveRestoreEnabled { get; init; }

    /// <summary>Entries such as <c>name=rootless</c>, <c>name=userns</c>, <c>name=selinux</c>.</summary>
    public IReadOnlyList<string>? SecurityOptions { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The engine's own clock, RFC 3339.</summary>
    public string? SystemTime { get; init; }
}
