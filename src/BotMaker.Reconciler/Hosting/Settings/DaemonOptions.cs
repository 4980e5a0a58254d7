using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Hosting.Settings;

/// <summary>All options of the daemon, one record per stage.</summary>
public sealed record DaemonOptions
{
    public ManifestOptions Manifests { get; init; } = new();

    public EngineOptions Engine { get; init; } = new();

    public InstanceOptions Instance { get; init; } = new();

    public ControlOptions Control { get; init; } = new();

    public PruneOptions Prune { get; init; } = new();

    public Execution.HostOptions Host { get; init; } = new();

    public DiskOptions Disk { get; init; } = new();

    public DataOptions Data { get; init; } = new();

    public HttpOptions Http { get; init; } = new();

    public LoggingOptions Logging { get; init; } = new();

    /// <summary>Where metrics are pushed to by OTLP, beside the page; null for nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Where the API listens.</summary>
    public string SocketPath => Http.Socket ?? Path.Combine(Data.RuntimeDirectory, "botmaker.sock");
}
