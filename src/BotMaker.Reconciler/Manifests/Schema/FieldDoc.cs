namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>One row of the table of fields.</summary>
/// <param name="Path">With <c>*</c> for the keys of a map and <c>[]</c> for the items of a list.</param>
/// <param name="Default">As JSON; null when there is none.</param>
internal sealed record FieldDoc(string Path, string Type, bool Required, string? Default, string Summary);
