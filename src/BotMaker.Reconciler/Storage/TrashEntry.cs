using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>What is kept of one deleted bot.</summary>
/// <param name="Name">Of its directory in the trash.</param>
/// <param name="Bot">Which bot it was.</param>
/// <param name="DeletedAt">When.</param>
/// <param name="Manifest">Where its manifest was; null when it is not known.</param>
/// <param name="IsWanted">Somebody asked for it back: it waits for the bot's manifest.</param>
public sealed record TrashEntry(string Name, BotId Bot, DateTimeOffset DeletedAt, string? Manifest, bool IsWanted);
