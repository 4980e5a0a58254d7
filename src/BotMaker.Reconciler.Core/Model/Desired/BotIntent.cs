using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>What the manifests say about one bot at one scan.</summary>
public sealed record BotIntent
{
    public required BotId Id { get; init; }

    public required DesiredPresence Presence { get; init; }

    /// <summary>The spec in force; with <see cref="DesiredPresence.Absent"/> the last good one, where known. Null when there is none.</summary>
    public DesiredBot? Bot { get; init; }

    /// <summary>Errors and warnings of its document.</summary>
    public ValueList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Why it is held, for people.</summary>
    public string? HoldMessage { get; init; }
}
