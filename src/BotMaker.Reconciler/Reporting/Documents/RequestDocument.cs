namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A restart, or a look, that was asked for.</summary>
/// <param name="Name">The bot.</param>
/// <param name="RequestedAt">A container that was started later is the new run.</param>
public sealed record RequestDocument(string Name, DateTimeOffset RequestedAt);
