namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>One rendered spec of a bot, as its history keeps it.</summary>
public sealed record RevisionDocument(int Attempt, string SpecHash, string? Image, string Class, DateTimeOffset At, DateTimeOffset? FinishedAt, string Outcome, string? Message);
