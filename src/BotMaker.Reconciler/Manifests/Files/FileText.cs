namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>What reading a file gave.</summary>
/// <param name="Stamp">Of the very file that was read; null when it could not be opened.</param>
/// <param name="Text">Null when there was an error.</param>
/// <param name="Hash">Of the content as far as it was read; null when it was not.</param>
/// <param name="Excerpt">Where there is no text: what of the content can be shown as text, to see which names stand in it.</param>
internal sealed record FileText(FileStamp? Stamp, string? Text, string? Hash, string Excerpt = "");
