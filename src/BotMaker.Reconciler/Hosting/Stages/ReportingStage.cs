using BotMaker.DockerEngine;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Hosting.Run;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Reporting.Http;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;
using Microsoft.AspNetCore.Hosting.Server;

namespace BotMaker.Reconciler.Hosting.Stages;

internal static class ReportingStage
{
    /// <summary>What people and programs see.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<StatusBoard>()
        .AddSingleton(provider => new BotDocuments(SpecDocument.Write, provider.GetRequiredService<Redactor>().Redact))
        .AddSingleton<HealthChecks>()
        .AddSingleton<HttpGuards>()
        .AddSingleton<PageSessions>()
        .AddSingleton(provider => new PageGuard(
            provider.GetRequiredService<PageSessions>(), PageToken.From(provider.GetRequiredService<DaemonOptions>().Http.TokenFile, provider.GetRequiredService<Redactor>())))
        .AddSingleton(provider => new UiEndpoint(provider.GetRequiredService<PageSessions>(), () => DaemonServer.TcpAddress(provider.GetRequiredService<IServer>())))
        .AddSingleton(provider => new HealthEndpoints(provider.GetRequiredService<HealthChecks>().Alive, provider.GetRequiredService<HealthChecks>().Ready))
        .AddSingleton(provider => new ApiEndpoints(
            Sources(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));

    private static ApiSources Sources(IServiceProvider provider)
    {
        var graph = provider.GetRequiredService<DaemonGraph>();
        var documents = provider.GetRequiredService<BotDocuments>();
        return new ApiSources
        {
            Board = provider.GetRequiredService<StatusBoard>(),
            Documents = documents,
            Version = new VersionDocument(ProductVersion.Text, provider.GetRequiredService<InstanceId>().Value, provider.GetRequiredService<IContainerEngine>().Endpoint),
            Revisions = graph.History.Get,
            Holds = Holds(provider, graph),
            Commands = Commands(provider, graph),
            Token = new TokenEndpoint(
                provider.GetRequiredService<StatusBoard>(), new GeneratedTokens(provider.GetRequiredService<DataDirectory>()).Find, provider.GetRequiredService<ILogger<TokenEndpoint>>()),
            Logs = Logs(provider, graph),
            Removals = RemovalStage.Endpoints(provider, graph),
            Events = Events(provider, graph),
            PlanAsync = async cancellationToken => documents.Of(await graph.Preview.PlanAsync(cancellationToken)),
            ReconcileAsync = cancellationToken => ReconcileAsync(provider.GetRequiredService<IBotSource>(), graph, cancellationToken),
        };
    }

    private static CommandEndpoints Commands(IServiceProvider provider, DaemonGraph graph)
    {
        var (time, redactor) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Redactor>());
        var commands = new BotCommands
        {
            Restart = id =>
            {
                var at = graph.Requests.Put(id);
                graph.Daemon.Enqueue(id);
                return at;
            },
            Reconcile = id =>
            {
                graph.Daemon.Enqueue(id);
                return time.GetUtcNow();
            },
            Explain = entry => Explanation.Of(entry, graph, redactor.Redact),
        };
        return new CommandEndpoints(provider.GetRequiredService<StatusBoard>(), graph.Holds, commands, provider.GetRequiredService<ILogger<CommandEndpoints>>());
    }

    private static StartsDocument? Starts(DaemonGraph graph) =>
        graph.Starts.Progress is { } progress ? new(progress.Starting, progress.Waiting, progress.Total, progress.DoneAt) : null;

    private static HoldEndpoints Holds(IServiceProvider provider, DaemonGraph graph)
    {
        var board = provider.GetRequiredService<StatusBoard>();
        return new HoldEndpoints(
            graph.Holds,
            board,
            graph.Daemon.Look,
            graph.Daemon.Enqueue,
            () => Starts(graph),
            () => graph.Confirmation.List().Cause,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HoldEndpoints>>());
    }

    private static LogEndpoints Logs(IServiceProvider provider, DaemonGraph graph) => new(
        graph.Logs,
        provider.GetRequiredService<StatusBoard>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

    private static EventEndpoints Events(IServiceProvider provider, DaemonGraph graph) => new(
        graph.EventLog,
        provider.GetRequiredService<StatusBoard>(),
        provider.GetRequiredService<Redactor>().Redact,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

    private static async Task<ReconcileDocument> ReconcileAsync(IBotSource source, DaemonGraph graph, CancellationToken cancellationToken)
    {
        var change = await source.ScanAsync(cancellationToken);
        graph.Daemon.RequestResync();
        return new(change.Snapshot.Bots.Count, [.. change.Changed.Select(id => id.Value)], change.Snapshot.Source.Available, change.Snapshot.Source.Message);
    }
}
