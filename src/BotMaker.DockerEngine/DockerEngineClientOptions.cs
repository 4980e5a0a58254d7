using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine;

public sealed record DockerEngineClientOptions
{
    public EngineTimeouts Timeouts { get; init; } = new();

    /// <summary>Clock for deadlines and durations.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told about every finished call, on the thread that finished it: must be quick and must not throw.</summary>
    public Action<EngineCall>? OnCompleted { get; init; }
}
