using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>What the base library does not tell of files: inodes, devices, and an open that no pipe can block.</summary>
internal static partial class NativeFile
{
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    /// <summary>Of what the path leads to, links followed. Null: nothing is there, or it may not be seen.</summary>
    public static FileStamp? Stat(string path) => StatX(CurrentDirectory, path, 0, BasicStats, out var result) == 0 ? ToStamp(result) : null;

    public static FileStamp? Stat(SafeFileHandle handle) => StatX((int)handle.DangerousGetHandle(), "", EmptyPath, BasicStats, out var result) == 0 ? ToStamp(result) : null;

    /// <exception cref="IOException">With the system's reason.</exception>
    public static SafeFileHandle Open(string path)
    {
        int descriptor = OpenFile(path, ReadOnly | NonBlocking | CloseOnExec);
        if (descriptor >= 0) return new SafeFileHandle(descriptor, ownsHandle: true);
        throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>The path without any link in it. Null: it leads nowhere, or in a circle.</summary>
    public static string? RealPath(string path)
    {
        nint resolved = ResolvePath(path, 0);
        if (resolved == 0) return null;
        string? text = Marshal.PtrToStringUTF8(resolved);
        Marshal.FreeHGlobal(resolved);
        return text;
    }

    /// <summary>
    /// Names the file system that a directory lies on. Where the kernel makes device numbers up at each mount (major 0: network,
    /// overlay, btrfs), the file system's own id is taken, which survives a reboot.
    /// </summary>
    public static string DeviceOf(string path, FileStamp stamp)
    {
        string device = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stamp.Device >> 32}:{stamp.Device & uint.MaxValue}");
        if (stamp.Device >> 32 != 0 || StatFs(path, out var result) != 0 || result.Id == 0) return device;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"fs:{result.Type:x}:{result.Id:x}");
    }

    private static FileStamp ToStamp(in StatXResult result) => new(
        (long)result.Size, result.Modified.ToNanoseconds(), result.Changed.ToNanoseconds(), result.Inode, ((ulong)result.DeviceMajor << 32) | result.DeviceMinor, result.Mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out StatXResult result);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ResolvePath(string path, nint buffer);

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatFs(string path, out StatFsResult result);

    /// <summary><c>struct statfs</c> of 64-bit Linux, with room to spare.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatFsResult
    {
        [FieldOffset(0)]
        public long Type;

        [FieldOffset(56)]
        public ulong Id;
    }

    /// <summary><c>struct statx_timestamp</c>, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct StatXTime
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;

        public readonly long ToNanoseconds() => Seconds * 1_000_000_000 + Nanoseconds;
    }

    /// <summary><c>struct statx</c>, the same on every architecture: 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXResult
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public StatXTime Changed;

        [FieldOffset(112)]
        public StatXTime Modified;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
