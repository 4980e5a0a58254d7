using BotMaker.Reconciler.Manifests.Files;

namespace BotMaker.Reconciler.Manifests;

/// <summary>A file that a manifest takes content from, as it was when it was read.</summary>
/// <param name="Stamp">Null: it was not there.</param>
internal sealed record UsedSource(string FullPath, FileStamp? Stamp)
{
    public bool IsUnchanged => NativeFile.Stat(FullPath) == Stamp;
}
