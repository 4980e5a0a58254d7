using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Hosting.Stages;

internal static class ManifestStage
{
    /// <summary>Files -> text -> what is desired.</summary>
    public static IServiceCollection AddManifests(this IServiceCollection services) => services.AddSingleton<IBotSource>(provider => new ManifestSource(
        provider.GetRequiredService<DaemonOptions>().Manifests,
        provider.GetRequiredService<DataDirectory>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<ManifestSource>>()));
}
