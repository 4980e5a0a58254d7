using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BotMaker.Reconciler.Storage;

/// <summary>
/// Lists a tree that a bot controls: every step goes by descriptor from the directory above, no symbolic link is followed, and what a copy must not take
/// along is refused. Names are bytes; each stands here as one character per byte.
/// </summary>
internal sealed class StateTree
{
    private const int DeepestLevel = 256;
    private const int MostEntries = 1_000_000;

    private readonly Dictionary<string, TreeEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, (string First, uint Expected, uint Seen)> _links = [];
    private readonly List<(string Path, ulong Inode)> _linked = [];
    private ulong _device;

    /// <summary>By path below the root; the root itself is the empty path.</summary>
    public IReadOnlyDictionary<string, TreeEntry> Entries => _entries;

    /// <summary>Bytes that it takes on disk.</summary>
    public long Allocated { get; private set; }

    /// <exception cref="TreeRefusedException">It holds what must not be copied.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StateTree Read(string root)
    {
        var tree = new StateTree();
        using var directory = PosixTree.OpenRoot(root);
        var status = PosixTree.StatusOf(directory);
        tree._device = status.Device;
        tree._entries[""] = Entry(status, linkTarget: null);
        tree.Walk(directory, "", 1);
        foreach (var (first, expected, seen) in tree._links.Values)
        {
            if (seen < expected) throw new TreeRefusedException($"'{Shown(first)}' is a hard link to a file outside the bot's home. Remove it there.");
        }

        // The order in which a directory is read is the file system's: only now the first of several names is known.
        foreach (var (path, inode) in tree._linked) tree._entries[path] = tree._entries[path] with { SameAs = tree._links[inode].First };
        return tree;
    }

    /// <summary>Null: a copy is the same in everything but its content, which is not compared.</summary>
    public static string? Difference(StateTree one, StateTree other)
    {
        foreach (var (path, entry) in one._entries)
        {
            if (!other._entries.TryGetValue(path, out var copy)) return $"'{Shown(path)}' is missing in the copy";
            if (copy != entry) return $"'{Shown(path)}' is not the same in the copy";
        }

        return other._entries.Count == one._entries.Count ? null : "the copy holds more than it was made of";
    }

    private void Walk(SafeFileHandle directory, string path, int level)
    {
        if (level > DeepestLevel) throw new TreeRefusedException($"'{Shown(path)}' is more than {DeepestLevel} directories deep.");
        foreach (var name in PosixTree.NamesIn(directory))
        {
            if (_entries.Count >= MostEntries) throw new TreeRefusedException($"the bot's home holds more than {MostEntries} files.");
            var below = path.Length == 0 ? Encoding.Latin1.GetString(name) : $"{path}/{Encoding.Latin1.GetString(name)}";
            Take(directory, name, below, level);
        }
    }

    private void Take(SafeFileHandle directory, byte[] name, string path, int level)
    {
        var status = PosixTree.StatusOf(directory, name);
        if (status.Device != _device) throw new TreeRefusedException($"'{Shown(path)}' is another file system, mounted inside the bot's home.");
        Allocated += (long)status.Blocks * 512;
        switch (status.Kind)
        {
            case PosixTree.Directory:
                _entries[path] = Entry(status, linkTarget: null);
                using (var below = PosixTree.OpenDirectory(directory, name)) Walk(below, path, level + 1);
                break;
            case PosixTree.RegularFile or PosixTree.Socket:
                _entries[path] = Entry(status, linkTarget: null);
                Count(status, path);
                break;
            case PosixTree.SymbolicLink:
                _entries[path] = Entry(status, Encoding.Latin1.GetString(PosixTree.TargetOf(directory, name)));
                Count(status, path);
                break;
            default:
                throw new TreeRefusedException($"'{Shown(path)}' is a device or a pipe, which is not copied. Remove it from the bot's home.");
        }
    }

    private void Count(in PosixTree.Status status, string path)
    {
        if (status.Links < 2) return;
        var (first, expected, seen) = _links.GetValueOrDefault(status.Inode, (path, status.Links, 0u));
        _links[status.Inode] = (string.CompareOrdinal(path, first) < 0 ? path : first, expected, seen + 1);
        _linked.Add((path, status.Inode));
    }

    private static TreeEntry Entry(in PosixTree.Status status, string? linkTarget) => new(
        status.Mode,
        status.Uid,
        status.Gid,
        status.Kind == PosixTree.Directory ? 0 : status.Size,
        status.Modified,
        linkTarget,
        SameAs: null);

    private static string Shown(string path) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(path));
}
