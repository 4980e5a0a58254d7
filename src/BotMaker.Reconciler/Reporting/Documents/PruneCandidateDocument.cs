namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A bot that waits for its deletion, or would with an empty manifests directory.</summary>
/// <param name="Name">Which.</param>
/// <param name="AbsentSince">Since when its manifest is gone; null: that is what is to be confirmed.</param>
/// <param name="DueAt">It is not deleted before.</param>
/// <param name="Confirmed">Somebody confirmed it already.</param>
public sealed record PruneCandidateDocument(string Name, DateTimeOffset? AbsentSince, DateTimeOffset? DueAt, bool Confirmed);
