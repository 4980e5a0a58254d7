using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What the daemon does for a bot when somebody asks.</summary>
public sealed record BotCommands
{
    /// <summary>Stops and starts its container. Returns when it was asked for.</summary>
    public required Func<BotId, DateTimeOffset> Restart { get; init; }

    /// <summary>Looks at it now, and tries whatever waits. Returns when it was asked for.</summary>
    public required Func<BotId, DateTimeOffset> Reconcile { get; init; }

    public required Func<BotEntry, ExplainDocument> Explain { get; init; }
}
