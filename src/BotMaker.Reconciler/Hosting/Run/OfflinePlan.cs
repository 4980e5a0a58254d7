using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Catalog;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>A plan without a daemon: the same stages, manifests, records and planner; nothing is written and nothing on the engine is changed.</summary>
internal sealed class OfflinePlan(DaemonOptions options, Action<IServiceCollection> pipeline)
{
    /// <summary>No container carries it: without records nothing on the engine can be ours.</summary>
    private const string NoInstance = "none";

    /// <exception cref="DockerEngine.Errors.DockerEngineException">The engine cannot be asked.</exception>
    /// <exception cref="ConfigurationException">The manifests cannot be read.</exception>
    public async Task<PlanDocument> MakeAsync(CancellationToken cancellationToken)
    {
        var isFirstRun = !Directory.Exists(options.Data.Directory);
        var scratch = isFirstRun ? Directory.CreateTempSubdirectory("botmaker-plan-").FullName : null;
        try
        {
            var used = options with
            {
                Data = scratch is null ? options.Data : options.Data with { Directory = scratch, RuntimeDirectory = Path.Combine(scratch, "run") },
                Instance = options.Instance with { Id = options.Instance.Id ?? (HasInstance() ? null : NoInstance) },
            };
            await using var services = Services(used);
            return await MakeAsync(services, cancellationToken);
        }
        finally
        {
            if (scratch is not null) Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<PlanDocument> MakeAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var source = services.GetRequiredService<IBotSource>();
        await source.ScanAsync(cancellationToken);
        if (source.Current.Source is { Available: false, Message: var why }) throw new ConfigurationException(why ?? "The manifests cannot be read.");
        var plans = await services.GetRequiredService<DaemonGraph>().Preview.PlanAsync(cancellationToken);
        return services.GetRequiredService<BotDocuments>().Of(plans);
    }

    private bool HasInstance() => File.Exists(Path.Combine(options.Data.Directory, "instance"));

    private ServiceProvider Services(DaemonOptions used)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(used).AddSingleton(DataDirectory.Open(used.Data)).AddSingleton(new Redactor()).AddSingleton(TimeProvider.System);
        pipeline(services);
        services.AddSingleton(provider => new RemovalStore(provider.GetRequiredService<DataDirectory>(), TimeProvider.System, NullLogger<RemovalStore>.Instance, isReadOnly: true));
        services.AddSingleton<IBotSource>(provider => new ManifestSource(
            used.Manifests,
            new ReadOnlyLastGoodStore(new FileLastGoodStore(provider.GetRequiredService<DataDirectory>(), TimeProvider.System)),
            TimeProvider.System,
            NullLogger<ManifestSource>.Instance));
        return services.BuildServiceProvider();
    }
}
