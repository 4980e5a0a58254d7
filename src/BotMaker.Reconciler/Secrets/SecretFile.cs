using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Secrets;

/// <summary>
/// Reads a file that holds a secret, and only if nobody else could have read or planted it. The checks are made on the open
/// descriptor, so that what was checked is what is read.
/// </summary>
internal static partial class SecretFile
{
    /// <summary>Longer values are not credentials; a certificate with its chain fits.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int OpenReadOnly = 0;
    private const int OpenNonBlocking = 0x800;
    private const int OpenNoFollow = 0x20000;
    private const int OpenCloseOnExec = 0x80000;
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;
    private const int TooManyLinks = 40;
    private const int AtEmptyPath = 0x1000;
    private const uint StatxBasic = 0x7ff;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int GroupAndOthers = 0x3F;

    /// <param name="path">The file.</param>
    /// <param name="strict">Group and others may have no access. Off only where the system sets an access list of its own.</param>
    public static SecretLookup Read(string path, bool strict)
    {
        using var handle = new SafeFileHandle(open(path, OpenReadOnly | OpenNonBlocking | OpenNoFollow | OpenCloseOnExec), ownsHandle: true);
        if (handle.IsInvalid)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                NoSuchFile or NotADirectory => new SecretLookup.Missing(path),
                TooManyLinks => new SecretLookup.Refused($"{path} is a symbolic link: put the file itself there"),
                _ => new SecretLookup.Refused($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}"),
            };
        }

        var status = default(FileStatus);
        if (statx(handle, "", AtEmptyPath, StatxBasic, ref status) != 0)
            return new SecretLookup.Refused($"{path} cannot be examined: {Marshal.GetLastPInvokeErrorMessage()}");
        if ((status.Mode & TypeMask) != RegularFile) return new SecretLookup.Refused($"{path} is not a regular file");
        if (strict && (status.Mode & GroupAndOthers) != 0)
        {
            return new SecretLookup.Refused(
                $"{path} has mode {Convert.ToString(status.Mode & 0xFFF, 8).PadLeft(4, '0')}, so others can read it: chmod 0600 '{path}', and consider the value known");
        }

        if (strict && status.Links > 1) return new SecretLookup.Refused($"{path} has {status.Links} hard links: another name reaches the same bytes. Copy it, and remove the others");
        if (status.Size > MaxBytes) return new SecretLookup.Refused($"{path} has {status.Size} bytes; a secret has at most {MaxBytes}");
        return Parse(path, handle, (int)status.Size);
    }

    private static SecretLookup Parse(string path, SafeFileHandle handle, int size)
    {
        var bytes = new byte[size];
        var read = RandomAccess.Read(handle, bytes, 0);
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, read));
        }
        catch (DecoderFallbackException)
        {
            return new SecretLookup.Refused($"{path} is not UTF-8 text");
        }
        finally
        {
            global::System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }

        var value = text.Trim();
        if (value.Length == 0) return new SecretLookup.Refused($"{path} is empty");
        // One line end is what editors and echo leave; more is worth a word.
        var trimmed = value.Length != text.TrimEnd('\n').TrimEnd('\r').Length;
        return new SecretLookup.Found(new SecretValue(value), path, trimmed);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(SafeFileHandle directory, string path, int flags, uint mask, ref FileStatus status);

    /// <summary>The kernel's <c>struct statx</c>, the same on every architecture; the rest of its 256 bytes is not looked at.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint Uid;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Size;
    }
}
