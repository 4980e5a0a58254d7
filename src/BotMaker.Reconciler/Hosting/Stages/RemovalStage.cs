using System.Text.Json;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Hosting.Stages;

/// <summary>Deletions and the trash, as the API sees them.</summary>
internal static class RemovalStage
{
    public static RemovalEndpoints Endpoints(IServiceProvider provider, DaemonGraph graph)
    {
        var source = provider.GetRequiredService<IBotSource>();
        var data = provider.GetRequiredService<DataDirectory>();
        var commands = new RemovalCommands
        {
            List = graph.Confirmation.List,
            ConfirmAsync = graph.Confirmation.ConfirmAsync,
            HasManifest = id => source.Current.Intent(id).Presence == DesiredPresence.Present,
            LastManifest = entry => LastManifest(Path.Combine(data.Trash, entry.Name, "bot", "desired.json")),
            Retention = provider.GetRequiredService<DaemonOptions>().Prune.DataRetention,
            Look = graph.Daemon.Enqueue,
        };
        return new RemovalEndpoints(commands, provider.GetRequiredService<BotRecordStore>(), graph.Trash, provider.GetRequiredService<ILogger<RemovalEndpoints>>());
    }

    /// <summary>The last good spec as a manifest; null when it cannot be read.</summary>
    private static JsonObject? LastManifest(string path)
    {
        try
        {
            var document = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject;
            foreach (var ours in (string[])["generation", "source", "defaults"]) document?.Remove(ours);
            return document;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
