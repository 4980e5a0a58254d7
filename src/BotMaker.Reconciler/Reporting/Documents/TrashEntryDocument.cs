namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What is kept of a deleted bot.</summary>
/// <param name="Name">The bot.</param>
/// <param name="Entry">Its directory in the trash.</param>
/// <param name="DeletedAt">When.</param>
/// <param name="ExpiresAt">It is kept at least until then; null: somebody wants it back.</param>
/// <param name="Manifest">Where its manifest was.</param>
public sealed record TrashEntryDocument(string Name, string Entry, DateTimeOffset DeletedAt, DateTimeOffset? ExpiresAt, string? Manifest);
