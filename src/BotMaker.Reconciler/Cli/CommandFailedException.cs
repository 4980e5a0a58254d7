namespace BotMaker.Reconciler.Cli;

/// <summary>A command cannot do what it was asked for; the message is for people: what, where, what next.</summary>
public sealed class CommandFailedException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
