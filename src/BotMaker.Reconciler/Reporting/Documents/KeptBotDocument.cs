namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A bot without a manifest that its deletion policy keeps.</summary>
/// <param name="Name">Which.</param>
/// <param name="Policy"><c>Retain</c> or <c>Orphan</c>.</param>
/// <param name="Since">Since when.</param>
public sealed record KeptBotDocument(string Name, string Policy, DateTimeOffset Since);
