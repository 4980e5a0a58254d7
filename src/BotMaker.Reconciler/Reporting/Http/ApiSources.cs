using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What the API answers from.</summary>
public sealed record ApiSources
{
    public required StatusBoard Board { get; init; }

    public required BotDocuments Documents { get; init; }

    public required VersionDocument Version { get; init; }

    /// <summary>Revisions of a bot, the newest first.</summary>
    public required Func<BotId, IEnumerable<RevisionEntry>> Revisions { get; init; }

    public required HoldEndpoints Holds { get; init; }

    public required CommandEndpoints Commands { get; init; }

    public required LogEndpoints Logs { get; init; }

    public required RemovalEndpoints Removals { get; init; }

    public required EventEndpoints Events { get; init; }

    /// <summary>Plans all bots now, without doing anything.</summary>
    public required Func<CancellationToken, Task<PlanDocument>> PlanAsync { get; init; }

    /// <summary>Scans now, and asks for a look at every bot.</summary>
    public required Func<CancellationToken, Task<ReconcileDocument>> ReconcileAsync { get; init; }

    public required TokenEndpoint Token { get; init; }
}
