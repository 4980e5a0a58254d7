namespace BotMaker.Reconciler.Storage;

/// <summary>One entry of a tree that somebody else controls, as its file system told it.</summary>
/// <param name="Mode">Kind and permission bits.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Size">Bytes; 0 for a directory, whose size is the file system's own business.</param>
/// <param name="Modified">Nanoseconds since the Unix epoch.</param>
/// <param name="LinkTarget">Of a symbolic link.</param>
/// <param name="SameAs">Path of the first entry that is a hard link to the same file; null: it is the first.</param>
internal sealed record TreeEntry(int Mode, uint Uid, uint Gid, ulong Size, long Modified, string? LinkTarget, string? SameAs);
