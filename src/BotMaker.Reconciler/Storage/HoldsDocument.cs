using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Storage;

/// <summary><c>holds.json</c>: by bot, and the fleet's own.</summary>
internal sealed record HoldsDocument(Hold? Freeze, IReadOnlyDictionary<string, Hold> Bots);
