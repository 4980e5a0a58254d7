using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Transport;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting.Stages;

internal static class EngineStage
{
    private const string InMemory = "memory://";

    /// <summary>The engine and the credentials for registries.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton(provider => Connect(provider.GetRequiredService<DaemonOptions>().Engine, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ReconcilerMetrics>()))
        .AddSingleton<FindRegistryCredentials>(_ => DockerConfigFile.DefaultPath() is { } path ? new DockerConfigFile(path).FindAsync : static (_, _) => Task.FromResult<RegistryCredentials?>(null));

    /// <summary>Opens nothing: the first call connects.</summary>
    private static IContainerEngine Connect(EngineOptions options, TimeProvider time, ReconcilerMetrics metrics)
    {
        Action<EngineCall> count = call =>
        {
            metrics.EngineCallFinished(call.Operation, call.Outcome, call.Duration);
            ReconcileTraces.EngineCalled(call.Operation, call.Outcome, call.Duration, time.GetUtcNow());
        };
        if (string.Equals(options.Host, InMemory, StringComparison.Ordinal)) return new InMemoryEngine(time, InMemoryEngineOptions.Demo with { OnCompleted = count });
        try
        {
            return new DockerEngineClient(
                EngineEndpoint.Resolve(options.Host),
                new DockerEngineClientOptions { Timeouts = EngineTimeouts.ForRequestTimeout(options.RequestTimeout), TimeProvider = time, OnCompleted = count });
        }
        catch (FormatException wrong)
        {
            throw new ConfigurationException($"Engine:Host: {wrong.Message}");
        }
    }
}
