namespace BotMaker.Reconciler.Core.Planning;

/// <summary>May an absent bot be deleted?</summary>
/// <param name="Since">Its manifest has been gone since then.</param>
/// <param name="DueAt">Not before.</param>
/// <param name="BlockedBy">Not null: not at all, and why.</param>
public sealed record RemovalVerdict(DateTimeOffset Since, DateTimeOffset DueAt, string? BlockedBy = null);
