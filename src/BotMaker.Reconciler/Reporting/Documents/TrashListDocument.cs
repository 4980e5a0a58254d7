namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What is left of bots whose manifests are gone.</summary>
/// <param name="Entries">Deleted ones, the newest first.</param>
/// <param name="Kept">Those that their deletion policy keeps, in the order of their names.</param>
public sealed record TrashListDocument(IReadOnlyList<TrashEntryDocument> Entries, IReadOnlyList<KeptBotDocument> Kept);
