namespace BotMaker.DockerEngine.Images;

/// <param name="Status">For example <c>Downloading</c>.</param>
/// <param name="LayerId">Short id of the layer, where it is about one.</param>
/// <param name="CurrentBytes">Done so far.</param>
/// <param name="TotalBytes">To do in all.</param>
public sealed record PullProgress(string Status, string? LayerId, long? CurrentBytes, long? TotalBytes);
