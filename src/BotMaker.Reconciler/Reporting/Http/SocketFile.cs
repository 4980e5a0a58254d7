using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What the base library cannot say or do about a socket's file.</summary>
internal static partial class SocketFile
{
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint StatxType = 0x1;
    private const int TypeMask = 0xF000;
    private const int TypeSocket = 0xC000;

    /// <summary>False for a symbolic link to one too.</summary>
    public static bool IsSocket(string path)
    {
        var status = default(FileStatus);
        return statx(AtFdCwd, path, AtSymlinkNoFollow, StatxType, ref status) == 0 && (status.Mode & TypeMask) == TypeSocket;
    }

    /// <summary>False: this process may not.</summary>
    public static bool TryChangeGroup(string path, int group) => lchown(path, uint.MaxValue, (uint)group) == 0;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int directory, string path, int flags, uint mask, ref FileStatus result);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int lchown(string path, uint owner, uint group);

    /// <summary>The beginning of the kernel's <c>struct statx</c>, whose layout is the same on every architecture (256 bytes).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
