using System.Runtime.InteropServices;

namespace BotMaker.Reconciler.Storage;

/// <summary>What the host says about a name, not following a symbolic link.</summary>
/// <param name="Type">The file type bits of its mode.</param>
/// <param name="Mode">Permissions.</param>
/// <param name="Uid">Its owner.</param>
/// <param name="Links">Names that reach it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileFacts(int Type, UnixFileMode Mode, int Uid, int Links)
{
    private const int Directory = 0x4000;
    private const int Regular = 0x8000;
    private const int SymbolicLink = 0xA000;
    private const int GroupAndOthers = 0x3F;

    public bool IsDirectory => Type == Directory;

    public bool IsRegular => Type == Regular;

    public bool IsSymbolicLink => Type == SymbolicLink;

    public bool IsOpenToOthers => ((int)Mode & GroupAndOthers) != 0;

    /// <summary>For example <c>0644</c>.</summary>
    public string Octal => Convert.ToString((int)Mode, 8).PadLeft(4, '0');
}
