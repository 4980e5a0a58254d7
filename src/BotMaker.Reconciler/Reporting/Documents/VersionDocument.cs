namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Version">Of the program.</param>
/// <param name="Instance">Who the daemon is on the engine; null from the command line.</param>
/// <param name="Engine">Where its engine is; null from the command line.</param>
public sealed record VersionDocument(string Version, string? Instance, string? Engine);
