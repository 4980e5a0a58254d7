namespace BotMaker.Reconciler.Reporting.Documents;

/// <param name="Path">For example <c>spec.image.reference</c>.</param>
/// <param name="Old">Null when it was not set or is not known.</param>
/// <param name="New">Null when it is not set.</param>
/// <param name="Class">In lower case.</param>
public sealed record PlanFieldDocument(string Path, string? Old, string? New, string Class);
