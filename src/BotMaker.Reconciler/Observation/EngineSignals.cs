using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Observation;

/// <summary>What the event source says. Called by the reader of the stream: must only note it and return.</summary>
public sealed record EngineSignals
{
    /// <summary>Something happened to this bot: look at it.</summary>
    public required Action<BotId> Bot { get; init; }

    /// <summary>What happened to this bot: the engine's name of it, and the exit code of a process that ended.</summary>
    public Action<BotId, string, string?> Told { get; init; } = static (_, _, _) => { };

    /// <summary>The stream is open from now on: what happened before must be listed.</summary>
    public required Action Relist { get; init; }

    /// <summary>An event came, with this action.</summary>
    public required Action<string> Event { get; init; }

    /// <summary>The stream is open, or it is not.</summary>
    public required Action<bool> Connected { get; init; }

    /// <summary>The stream is about to be opened again.</summary>
    public required Action Reconnecting { get; init; }

    /// <summary>Opening or reading the stream failed, or the engine does not answer.</summary>
    public required Action<Exception> Lost { get; init; }
}
