namespace BotMaker.Reconciler.Core.Planning;

/// <param name="Path">For example <c>spec.image.reference</c>.</param>
/// <param name="Old">As text; null when it was not set or is not known.</param>
/// <param name="New">As text; null when it is not set.</param>
/// <param name="Class">The least disruptive class that applies it.</param>
public sealed record FieldChange(string Path, string? Old, string? New, ChangeClass Class);
