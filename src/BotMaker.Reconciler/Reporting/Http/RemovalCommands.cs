using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What <see cref="RemovalEndpoints"/> asks of the stages behind it.</summary>
public sealed record RemovalCommands
{
    public required Func<PruneDocument> List { get; init; }

    /// <summary>The names that were confirmed; null: the token stands for something else by now.</summary>
    public required Func<string, CancellationToken, Task<IReadOnlyCollection<BotId>?>> ConfirmAsync { get; init; }

    /// <summary>Does a manifest hold this bot now?</summary>
    public required Func<BotId, bool> HasManifest { get; init; }

    public required Func<TrashEntry, JsonObject?> LastManifest { get; init; }

    /// <summary>How long an entry is kept.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>Plan this bot anew, now.</summary>
    public required Action<BotId> Look { get; init; }
}
