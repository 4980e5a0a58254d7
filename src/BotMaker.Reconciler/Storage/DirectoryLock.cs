using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// One active reconciler per data directory: an advisory lock that the kernel lets go when the process ends, however it ends.
/// The file holds the owner's process id, for people.
/// </summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly SafeFileHandle _handle;

    private DirectoryLock(SafeFileHandle handle) => _handle = handle;

    /// <exception cref="DirectoryLockedException">Another process holds it.</exception>
    public static DirectoryLock Take(DataDirectory data)
    {
        var handle = Posix.OpenForLock(data.Lock, AtomicFile.OwnerOnly);
        try
        {
            if (!Posix.TryLock(handle)) throw new DirectoryLockedException(data.Root, ReadOwner(handle));
            RandomAccess.SetLength(handle, 0);
            RandomAccess.Write(handle, Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), fileOffset: 0);
            return new DirectoryLock(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose() => _handle.Dispose();

    private static string? ReadOwner(SafeFileHandle handle)
    {
        Span<byte> buffer = stackalloc byte[16];
        var read = RandomAccess.Read(handle, buffer, fileOffset: 0);
        return read == 0 ? null : Encoding.ASCII.GetString(buffer[..read]);
    }
}
