namespace BotMaker.Reconciler.Storage;

/// <summary>
/// Replaces files so that a reader, or a machine that lost power, sees the old content or the new one and never a part:
/// temporary file in the same directory, fsync, rename, fsync of the directory. The mode is there from the first byte on.
/// </summary>
internal static class AtomicFile
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Suffix of files that a crash may leave behind; nobody reads them.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">There from the first byte on.</param>
    /// <param name="owner">Uid and gid that the file has when it appears under its name; null: the daemon's own.</param>
    /// <exception cref="UnauthorizedAccessException">The daemon may not give it to <paramref name="owner"/>.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = OwnerOnly, int? owner = null)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{TemporarySuffix}");
        try
        {
            using (var stream = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = mode,
            }))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            if (owner is { } uid && Posix.OwnerOf(temporary) != uid && !Posix.TryChangeOwner(temporary, uid, uid))
                throw new UnauthorizedAccessException($"'{path}' cannot be given to uid {uid}: the daemon lacks CAP_CHOWN. Give it that, or leave spec.security.runAsUser out.");
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        Posix.FlushDirectory(directory);
    }
}
