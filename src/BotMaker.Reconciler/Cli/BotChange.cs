using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Cli;

/// <param name="Name">Empty: every bot has been told.</param>
/// <param name="Bot">Null: it is gone.</param>
internal sealed record BotChange(string Name, BotDocument? Bot)
{
    public static readonly BotChange Listed = new("", null);
}
