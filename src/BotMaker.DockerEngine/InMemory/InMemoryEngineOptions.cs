using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.InMemory;

/// <summary>How the engine in memory differs from instant and obedient. All delays are zero by default.</summary>
public sealed record InMemoryEngineOptions
{
    /// <summary>For people to look at: small delays, and any image can be pulled.</summary>
    public static InMemoryEngineOptions Demo { get; } = new()
    {
        CreateDelay = TimeSpan.FromMilliseconds(30),
        StartDelay = TimeSpan.FromMilliseconds(330),
        RemoveDelay = TimeSpan.FromMilliseconds(20),
        AnyPull = new SimulatedPull { Duration = TimeSpan.FromSeconds(2) },
        Behaviour = static container => SimulatedProcess.FromEnvironment(container) with { StopDuration = TimeSpan.FromMilliseconds(150) },
    };

    /// <summary>The same seed gives the same ids in the same order.</summary>
    public int Seed { get; init; } = 1;

    public Version ApiVersion { get; init; } = new(1, 41);

    public string EngineVersion { get; init; } = "20.10.24";

    public int Cpus { get; init; } = 16;

    public TimeSpan CreateDelay { get; init; }

    public TimeSpan StartDelay { get; init; }

    public TimeSpan RemoveDelay { get; init; }

    /// <summary>After a start of the engine calls wait this long for an answer.</summary>
    public TimeSpan StartupDuration { get; init; }

    /// <summary>For so long after <c>die</c> a list still says what was before, as on 20.10 (up to 235 ms). An answered stop, kill or removal ends it.</summary>
    public TimeSpan StaleListAfterDie { get; init; }

    /// <summary>Containers survive the engine.</summary>
    public bool LiveRestore { get; init; }

    /// <summary>
    /// What a container's process does, decided at each start. Called under the engine's lock: it must be quick and must not call the engine.
    /// </summary>
    public Func<ContainerInspection, SimulatedProcess> Behaviour { get; init; } = SimulatedProcess.FromEnvironment;

    /// <summary>Whether a bind source exists. Called under the engine's lock. Null: looks on this host.</summary>
    public Func<string, bool>? SourceExists { get; init; }

    /// <summary>What a pull of a reference does that nothing was said about. Null: its manifest is unknown.</summary>
    public SimulatedPull? AnyPull { get; init; }

    /// <summary>Log lines kept per container.</summary>
    public int LogCapacity { get; init; } = 1000;

    /// <summary>Calls kept in the call log; the counters never forget.</summary>
    public int CallLogCapacity { get; init; } = 10_000;

    /// <inheritdoc cref="DockerEngineClientOptions.OnCompleted"/>
    public Action<EngineCall>? OnCompleted { get; init; }

    internal bool Exists(string path) => SourceExists is { } exists ? exists(path) : Path.Exists(path);
}
