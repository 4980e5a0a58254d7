using System.Text.Json.Nodes;

namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What becomes of a deleted bot that somebody wants back.</summary>
/// <param name="Entry">What is brought back.</param>
/// <param name="Restoring">Its manifest is there: it is brought back now. Else it waits for the manifest.</param>
/// <param name="LastManifest">What its manifest said last; null when that is not known.</param>
public sealed record UndeleteDocument(TrashEntryDocument Entry, bool Restoring, JsonObject? LastManifest);
