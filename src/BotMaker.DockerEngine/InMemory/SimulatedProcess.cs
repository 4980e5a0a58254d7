using BotMaker.DockerEngine.Containers;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>How the main process of one run behaves. The default is a well-behaved gateway: it passes every probe and obeys TERM at once.</summary>
public sealed record SimulatedProcess
{
    public static SimulatedProcess Gateway { get; } = new();

    /// <summary>Why it cannot even be started; null: it can.</summary>
    public StartFailure? StartFailure { get; init; }

    /// <summary>From this uptime on health probes pass. Null: never.</summary>
    public TimeSpan? HealthyAfter { get; init; } = TimeSpan.Zero;

    /// <summary>From this uptime on health probes fail again. Null: never.</summary>
    public TimeSpan? UnhealthyAfter { get; init; }

    /// <summary>What a failing probe prints.</summary>
    public string ProbeFailure { get; init; } = "not ready";

    /// <summary>It ends by itself after this uptime, with <see cref="ExitCode"/>. Null: it runs until it is stopped.</summary>
    public TimeSpan? ExitsAfter { get; init; }

    /// <summary>Of an end by itself.</summary>
    public int ExitCode { get; init; }

    /// <summary>Only SIGKILL ends it.</summary>
    public bool IgnoresStopSignal { get; init; }

    /// <summary>From the stop signal to the end.</summary>
    public TimeSpan StopDuration { get; init; }

    /// <summary>Of an end by the stop signal: 0 for a handler that drains, 143 for a process without one under an init.</summary>
    public int StopExitCode { get; init; }

    /// <summary>Lines that it prints when it starts.</summary>
    public IReadOnlyList<string> Output { get; init; } = [];

    /// <summary>Whether a probe passes at this uptime.</summary>
    internal bool IsHealthyAt(TimeSpan uptime) => uptime >= HealthyAfter && !(uptime >= UnhealthyAfter);

    /// <summary>
    /// The default behaviour: a gateway, changed by the variables of the demo's stub image: <c>STUB_NEVER_HEALTHY=1</c>,
    /// <c>STUB_HEALTHY_AFTER</c> and <c>STUB_CRASH_AFTER</c> in seconds, <c>STUB_EXIT_CODE</c>, <c>STUB_EXIT_AT_START</c> with an exit code,
    /// <c>STUB_IGNORE_TERM=1</c>.
    /// </summary>
    public static SimulatedProcess FromEnvironment(ContainerInspection container) => StubEnvironment.Read(container.Config?.Env ?? []);
}
