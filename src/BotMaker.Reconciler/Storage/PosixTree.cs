using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Storage;

/// <summary>Reading a tree by descriptors, one component at a time and without following a link; and the calls that make a whole tree durable or swap two.</summary>
internal static partial class PosixTree
{
    public const int Directory = 0x4000;
    public const int RegularFile = 0x8000;
    public const int SymbolicLink = 0xA000;
    public const int Socket = 0xC000;

    private const int KindMask = 0xF000;
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const int AtEmptyPath = 0x1000;
    private const uint StatxBasic = 0x7ff;
    private const uint RenameExchange = 2;

    private const int OpenCloseOnExec = 0x80000;

    // O_DIRECTORY and O_NOFOLLOW have values of their own on ARM.
    private static readonly int DirectoryFlags = OpenCloseOnExec
        | (RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 | 0x8000 : 0x10000 | 0x20000);

    public static SafeFileHandle OpenRoot(string path) => Opened(openat(AtFdCwd, Terminated(Encoding.UTF8.GetBytes(path)), DirectoryFlags), path);

    public static SafeFileHandle OpenDirectory(SafeFileHandle parent, byte[] name) =>
        Opened(openat((int)parent.DangerousGetHandle(), Terminated(name), DirectoryFlags), Encoding.UTF8.GetString(name));

    public static Status StatusOf(SafeFileHandle handle) => StatusOf((int)handle.DangerousGetHandle(), [0], AtEmptyPath, "the directory");

    public static Status StatusOf(SafeFileHandle directory, byte[] name) =>
        StatusOf((int)directory.DangerousGetHandle(), Terminated(name), AtSymlinkNoFollow, Encoding.UTF8.GetString(name));

    /// <summary>All names but the directory itself and the one above.</summary>
    public static IReadOnlyList<byte[]> NamesIn(SafeFileHandle directory)
    {
        const int nameOffset = 19;
        var names = new List<byte[]>();
        var buffer = new byte[32 * 1024];
        while (true)
        {
            var read = (int)getdents64((int)directory.DangerousGetHandle(), buffer, (nuint)buffer.Length);
            if (read < 0) throw Failure("read a directory");
            if (read == 0) return names;
            for (var at = 0; at < read; at += BitConverter.ToUInt16(buffer, at + 16))
            {
                var name = buffer.AsSpan(at + nameOffset);
                name = name[..name.IndexOf((byte)0)];
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8)) names.Add(name.ToArray());
            }
        }
    }

    public static byte[] TargetOf(SafeFileHandle directory, byte[] name)
    {
        var buffer = new byte[4096];
        var length = (int)readlinkat((int)directory.DangerousGetHandle(), Terminated(name), buffer, (nuint)buffer.Length);
        return length >= 0 ? buffer[..length] : throw Failure($"read the link '{Encoding.UTF8.GetString(name)}'");
    }

    /// <summary>Everything that was written to the file system of a directory is on disk.</summary>
    public static void FlushFileSystem(string directory)
    {
        using var handle = OpenRoot(directory);
        if (syncfs((int)handle.DangerousGetHandle()) != 0) throw Failure($"sync '{directory}'");
    }

    /// <summary>Two directories change places at one moment.</summary>
    public static void Exchange(string one, string other)
    {
        if (renameat2(AtFdCwd, one, AtFdCwd, other, RenameExchange) != 0) throw Failure($"exchange '{one}' and '{other}'");
    }

    private static Status StatusOf(int directory, byte[] name, int flags, string shown)
    {
        var result = default(RawStatus);
        return statx(directory, name, flags, StatxBasic, ref result) == 0 ? new Status(result) : throw Failure($"look at '{shown}'");
    }

    private static SafeFileHandle Opened(int descriptor, string shown) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure($"open '{shown}'");

    private static byte[] Terminated(byte[] name) => [.. name, 0];

    private static IOException Failure(string what)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"Could not {what}: {cause.Message}", cause);
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int openat(int directory, byte[] name, int flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint getdents64(int descriptor, byte[] buffer, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint readlinkat(int directory, byte[] name, byte[] buffer, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int syncfs(int descriptor);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int renameat2(int oneDirectory, string one, int otherDirectory, string other, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int directory, byte[] name, int flags, uint mask, ref RawStatus result);

    /// <summary>What we use of a file's status.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Status
    {
        internal Status(in RawStatus raw)
        {
            (Mode, Links, Uid, Gid, Inode, Size, Blocks) = (raw.Mode, raw.Links, raw.Uid, raw.Gid, raw.Inode, raw.Size, raw.Blocks);
            Modified = (raw.ModifiedSeconds * 1_000_000_000) + raw.ModifiedNanoseconds;
            Device = ((ulong)raw.DeviceMajor << 32) | raw.DeviceMinor;
        }

        public int Mode { get; }

        public int Kind => Mode & KindMask;

        public uint Links { get; }

        public uint Uid { get; }

        public uint Gid { get; }

        public ulong Inode { get; }

        public ulong Size { get; }

        public ulong Blocks { get; }

        public long Modified { get; }

        public ulong Device { get; }
    }

    /// <summary>The kernel's <c>struct statx</c>, whose layout is the same on every architecture (256 bytes).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct RawStatus
    {
        [FieldOffset(16)]
        public uint Links;
        [FieldOffset(20)]
        public uint Uid;
        [FieldOffset(24)]
        public uint Gid;
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(40)]
        public ulong Size;
        [FieldOffset(48)]
        public ulong Blocks;
        [FieldOffset(112)]
        public long ModifiedSeconds;
        [FieldOffset(120)]
        public uint ModifiedNanoseconds;
        [FieldOffset(136)]
        public uint DeviceMajor;
        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
