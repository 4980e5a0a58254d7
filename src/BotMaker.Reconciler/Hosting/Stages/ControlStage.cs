using BotMaker.DockerEngine;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting.Stages;

internal static class ControlStage
{
    /// <summary>Observe -> plan -> act, for each bot that somebody should look at.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton(provider => InstanceId.Resolve(provider.GetRequiredService<DataDirectory>(), provider.GetRequiredService<DaemonOptions>().Instance.Id))
        .AddSingleton<BotRecordStore>()
        .AddSingleton(provider => new RemovalStore(provider.GetRequiredService<DataDirectory>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RemovalStore>>()))
        .AddSingleton<HoldStore>()
        .AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<DaemonOptions>();
            return new DaemonGraph(new DaemonParts
            {
                Engine = provider.GetRequiredService<IContainerEngine>(),
                Source = provider.GetRequiredService<IBotSource>(),
                Data = provider.GetRequiredService<DataDirectory>(),
                Records = provider.GetRequiredService<BotRecordStore>(),
                Holds = provider.GetRequiredService<HoldStore>(),
                Instance = provider.GetRequiredService<InstanceId>(),
                Board = provider.GetRequiredService<StatusBoard>(),
                Metrics = provider.GetRequiredService<ReconcilerMetrics>(),
                Loggers = provider.GetRequiredService<ILoggerFactory>(),
                Time = provider.GetRequiredService<TimeProvider>(),
                InstanceOptions = options.Instance,
                Control = options.Control,
                Prune = options.Prune,
                Removals = provider.GetRequiredService<RemovalStore>(),
                EngineOptions = options.Engine,
                Host = options.Host,
                HasStartRoom = StartRoom(provider),
                Credentials = provider.GetRequiredService<FindRegistryCredentials>(),
                Disk = options.Disk,
                Secrets = provider.GetRequiredService<FindSecret>(),
                LearnSecret = value => provider.GetRequiredService<Redactor>().Learn(new SecretValue(value)),
                SecretChanges = provider.GetRequiredService<WaitForSecrets>(),
                Redact = provider.GetRequiredService<Redactor>().Redact,
            });
        });

    /// <summary>Processes of an engine in memory are not this host's.</summary>
    private static Func<IReadOnlyCollection<int>, bool> StartRoom(IServiceProvider provider) =>
        provider.GetRequiredService<IContainerEngine>().Endpoint.StartsWith("memory:", StringComparison.Ordinal)
            ? static _ => true
            : new StartRoom(new HostCpu(), Environment.ProcessorCount, provider.GetRequiredService<TimeProvider>()).Has;
}
