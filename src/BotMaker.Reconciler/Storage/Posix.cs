using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Storage;

/// <summary>The few calls of the host that the base library lacks: directory fsync, flock, owners of files.</summary>
internal static partial class Posix
{
    private const int OpenReadOnly = 0;
    private const int OpenReadWrite = 2;
    private const int OpenCreate = 0x40;
    private const int OpenDirectory = 0x10000;
    private const int OpenCloseOnExec = 0x80000;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int WouldBlock = 11;
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint StatxOwner = 0x18;
    private const uint StatxBasic = 0x7ff;

    /// <summary>The effective uid of this process.</summary>
    public static int EffectiveUid => (int)geteuid();

    /// <summary>Makes a rename inside a directory durable.</summary>
    public static void FlushDirectory(string path)
    {
        using var handle = Open(path, OpenReadOnly | OpenDirectory, 0);
        if (fsync(handle) != 0) throw Failure($"fsync '{path}'");
    }

    /// <summary>Opens a file for reading and writing, made with <paramref name="mode"/> when it is missing; never inherited by child processes.</summary>
    public static SafeFileHandle OpenForLock(string path, UnixFileMode mode) => Open(path, OpenReadWrite | OpenCreate, (int)mode);

    /// <summary>Takes the exclusive advisory lock of an open file. False: somebody else has it.</summary>
    public static bool TryLock(SafeFileHandle handle)
    {
        if (flock(handle, LockExclusive | LockNonBlocking) == 0) return true;
        if (Marshal.GetLastPInvokeError() == WouldBlock) return false;
        throw Failure("flock");
    }

    /// <summary>Changes owner and group without following a symbolic link. False: this process may not.</summary>
    public static bool TryChangeOwner(string path, int uid, int gid) => lchown(path, (uint)uid, (uint)gid) == 0;

    /// <summary>The owner of a file, not following a symbolic link; null when there is none.</summary>
    public static int? OwnerOf(string path)
    {
        var result = default(FileStatus);
        return statx(AtFdCwd, path, AtSymlinkNoFollow, StatxOwner, ref result) == 0 ? (int)result.Uid : null;
    }

    /// <summary>Type, permissions, owner and links of a name, not following a symbolic link; null when there is none.</summary>
    public static FileFacts? Examine(string path)
    {
        const int typeMask = 0xF000;
        var result = default(FileStatus);
        return statx(AtFdCwd, path, AtSymlinkNoFollow, StatxBasic, ref result) == 0
            ? new(result.Mode & typeMask, (UnixFileMode)(result.Mode & ~typeMask), (int)result.Uid, (int)result.Links)
            : null;
    }

    private static SafeFileHandle Open(string path, int flags, int mode)
    {
        var handle = new SafeFileHandle(open(path, flags | OpenCloseOnExec, mode), ownsHandle: true);
        if (!handle.IsInvalid) return handle;
        handle.Dispose();
        throw Failure($"open '{path}'");
    }

    private static IOException Failure(string what)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{what}: {cause.Message}", cause);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(SafeFileHandle handle);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int flock(SafeFileHandle handle, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int lchown(string path, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int directory, string path, int flags, uint mask, ref FileStatus result);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint geteuid();

    /// <summary>The beginning of the kernel's <c>struct statx</c>, whose layout is the same on every architecture (256 bytes).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint Uid;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
