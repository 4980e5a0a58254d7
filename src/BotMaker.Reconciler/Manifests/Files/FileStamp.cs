namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>What tells one state of a file from another without reading it.</summary>
/// <param name="Mode">Type and permissions, as in <c>stat(2)</c>.</param>
/// <param name="Modified">Nanoseconds since the epoch.</param>
/// <param name="Changed">Nanoseconds since the epoch.</param>
internal sealed record FileStamp(long Size, long Modified, long Changed, ulong Inode, ulong Device, uint Mode)
{
    private const uint TypeMask = 0xF000;

    public bool IsRegular => (Mode & TypeMask) == 0x8000;

    public bool IsDirectory => (Mode & TypeMask) == 0x4000;
}
