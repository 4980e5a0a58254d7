using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// A directory that somebody else controls, reached by descriptors only: every step is <c>openat2</c> beneath the one before, without symbolic links, so
/// that nothing planted in it leads a privileged daemon elsewhere. Dispose it.
/// </summary>
internal sealed partial class BeneathDirectory : IDisposable
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private static readonly int s_directory = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
    private static readonly int s_noFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    private const ulong ResolveNoMagicLinks = 0x02;
    private const ulong ResolveNoSymlinks = 0x04;
    private const ulong ResolveBeneath = 0x08;
    private const long OpenAt2 = 437;
    private const int AtEmptyPath = 0x1000;
    private const uint RenameNoReplace = 1;
    private const uint StatxTypeModeLinksSize = 0x1 | 0x2 | 0x4 | 0x200;
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    private const int NotThere = 2;
    private const int AlreadyThere = 17;

    private readonly SafeFileHandle _handle;

    private BeneathDirectory(SafeFileHandle handle, string path) => (_handle, Path) = (handle, path);

    /// <summary>For messages.</summary>
    public string Path { get; }

    /// <param name="path">The directory itself; what leads to it must be the daemon's own.</param>
    /// <exception cref="IOException">It is not there, or no directory.</exception>
    public static BeneathDirectory Open(string path)
    {
        var handle = new SafeFileHandle(open(path, ReadOnly | s_directory | s_noFollow | CloseOnExec), ownsHandle: true);
        return handle.IsInvalid ? throw Failure(handle, $"open '{path}'") : new(handle, path);
    }

    /// <summary>A directory in this one, made for <paramref name="uid"/> where it is missing.</summary>
    /// <exception cref="IOException">Something else stands there, such as a link.</exception>
    public BeneathDirectory Enter(string name, int uid)
    {
        if (TryOpen(name, ReadOnly | s_directory, mode: 0) is { } there) return new(there, Below(name));
        if (mkdirat(_handle, name, 0x1C0) != 0 && Marshal.GetLastPInvokeError() != AlreadyThere) throw Failure(null, $"make directory '{Below(name)}'");
        var made = TryOpen(name, ReadOnly | s_directory, mode: 0) ?? throw new IOException($"'{Below(name)}' is gone as soon as it was made.");
        if (fchown(made, (uint)uid, (uint)uid) != 0 && Posix.EffectiveUid != uid) throw Failure(made, $"give '{Below(name)}' to uid {uid}");
        return new(made, Below(name));
    }

    /// <summary>The directory where it is there; null: it is missing.</summary>
    public BeneathDirectory? Find(string name) => TryOpen(name, ReadOnly | s_directory, mode: 0) is { } there ? new(there, Below(name)) : null;

    /// <summary>Whether anything of this name is there, whatever it is.</summary>
    public bool Has(string name) => faccessat(_handle, name, 0, 0x100) == 0;

    /// <summary>Whether a regular file of this name holds exactly this content. Nothing that could block or act when it is opened is read.</summary>
    public bool Holds(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            using var file = TryOpen(name, ReadOnly | NonBlocking, mode: 0);
            if (file is null) return false;
            var status = default(FileStatus);
            if (statx(file, "", AtEmptyPath, StatxTypeModeLinksSize, ref status) != 0) return false;
            if ((status.Mode & FileTypeMask) != RegularFile || status.Size != (ulong)content.Length) return false;
            var found = new byte[content.Length];
            return RandomAccess.Read(file, found, 0) == found.Length && content.SequenceEqual(found);
        }
        catch (IOException)
        {
            // A link, for example: not the file that we would have written.
            return false;
        }
    }

    /// <summary>Writes a file by rename, so that what stood there, a link for example, is replaced and never written through.</summary>
    /// <param name="name">In this directory.</param>
    /// <param name="content">All of it.</param>
    /// <param name="uid">Whom it belongs to; mode 0600.</param>
    /// <param name="replace">False: what is there stays.</param>
    public void Write(string name, ReadOnlySpan<byte> content, int uid, bool replace)
    {
        var temporary = $".{Guid.NewGuid():N}{AtomicFile.TemporarySuffix}";
        using var file = TryOpen(temporary, WriteOnly | Create | Exclusive, mode: 0x180) ?? throw new IOException($"'{Below(temporary)}' could not be made.");
        try
        {
            RandomAccess.Write(file, content, 0);
            RandomAccess.FlushToDisk(file);
            if (fchown(file, (uint)uid, (uint)uid) != 0 && Posix.EffectiveUid != uid) throw Failure(null, $"give '{Below(name)}' to uid {uid}");
            if (renameat2(_handle, temporary, _handle, name, replace ? 0 : RenameNoReplace) == 0) return;
            if (!replace && Marshal.GetLastPInvokeError() == AlreadyThere) unlinkat(_handle, temporary, 0);
            else throw Failure(null, $"rename to '{Below(name)}'");
        }
        catch
        {
            unlinkat(_handle, temporary, 0);
            throw;
        }
    }

    public void Dispose() => _handle.Dispose();

    private string Below(string name) => $"{Path}/{name}";

    private SafeFileHandle? TryOpen(string name, int flags, ulong mode)
    {
        var how = new OpenHow { Flags = (ulong)(uint)(flags | CloseOnExec), Mode = mode, Resolve = ResolveBeneath | ResolveNoSymlinks | ResolveNoMagicLinks };
        var handle = new SafeFileHandle((nint)syscall(OpenAt2, _handle, name, ref how, Marshal.SizeOf<OpenHow>()), ownsHandle: true);
        if (!handle.IsInvalid) return handle;
        if (Marshal.GetLastPInvokeError() != NotThere) throw Failure(handle, $"open '{Below(name)}'");
        handle.Dispose();
        return null;
    }

    private static IOException Failure(SafeFileHandle? handle, string what)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        handle?.Dispose();
        return new IOException($"{what}: {cause.Message}", cause);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long syscall(long number, SafeFileHandle directory, string path, ref OpenHow how, nint size);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int mkdirat(SafeFileHandle directory, string path, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fchown(SafeFileHandle file, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int faccessat(SafeFileHandle directory, string path, int mode, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int renameat2(SafeFileHandle from, string oldName, SafeFileHandle to, string newName, uint flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int unlinkat(SafeFileHandle directory, string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(SafeFileHandle directory, string path, int flags, uint mask, ref FileStatus result);

    /// <summary>The kernel's <c>struct open_how</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    /// <summary>The beginning of the kernel's <c>struct statx</c>, whose layout is the same on every architecture (256 bytes).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Size;
    }
}
