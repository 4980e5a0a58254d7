namespace BotMaker.Reconciler.Execution;

/// <summary>The network that a bot's container joins, or why there is none.</summary>
/// <param name="Name">Name of the network.</param>
/// <param name="Failure">Not null: it cannot be had.</param>
internal sealed record NetworkChoice(string? Name, ActionOutcome.Failed? Failure)
{
    public static NetworkChoice Of(string name) => new(name, Failure: null);

    public static NetworkChoice None(string reason, string message, bool isTerminal = false) => new(Name: null, Failures.Failed(reason, message, isTerminal));
}
