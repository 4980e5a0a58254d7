using BotMaker.DockerEngine;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting;

/// <summary>What the daemon's inner graph is built from.</summary>
public sealed record DaemonParts
{
    /// <summary>Bare: retries and the circuit breaker are put around it.</summary>
    public required IContainerEngine Engine { get; init; }

    public required IBotSource Source { get; init; }

    /// <summary>Opened and, for <c>run</c>, locked.</summary>
    public required DataDirectory Data { get; init; }

    public required BotRecordStore Records { get; init; }

    /// <summary>Null: read from the data directory.</summary>
    public HoldStore? Holds { get; init; }

    /// <summary>Null: read from the data directory.</summary>
    public RemovalStore? Removals { get; init; }

    public PruneOptions Prune { get; init; } = new();

    public required InstanceId Instance { get; init; }

    public required StatusBoard Board { get; init; }

    public required ReconcilerMetrics Metrics { get; init; }

    public required ILoggerFactory Loggers { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public InstanceOptions InstanceOptions { get; init; } = new();

    public ControlOptions Control { get; init; } = new();

    public EngineOptions EngineOptions { get; init; } = new();

    public Execution.HostOptions Host { get; init; } = new();

    public FindRegistryCredentials Credentials { get; init; } = static (_, _) => Task.FromResult<DockerEngine.Images.RegistryCredentials?>(null);

    public FindSecret Secrets { get; init; } = static _ => SecretAnswer.None("no secret store is configured");

    /// <summary>Told every secret value that is generated, so that no output shows it.</summary>
    public Action<string>? LearnSecret { get; init; }

    public WaitForSecrets SecretChanges { get; init; } = static (atMost, cancellationToken) => Task.Delay(atMost, TimeProvider.System, cancellationToken);

    /// <summary>Has the host room for one more bot on its way up? Asked with the processes of those that are.</summary>
    public Func<IReadOnlyCollection<int>, bool> HasStartRoom { get; init; } = static _ => true;

    /// <summary>Takes secret values out of a text.</summary>
    public Func<string, string> Redact { get; init; } = static text => text;

    public DiskOptions Disk { get; init; } = new();

    /// <summary>Free and whole bytes of a directory's file system; null where it is not on this host.</summary>
    public Func<string, (long Free, long Total)?> MeasureDisk { get; init; } = DiskSpace.Measure;

    /// <summary>0 to 1, for jitter.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}
