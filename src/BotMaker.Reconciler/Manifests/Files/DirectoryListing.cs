using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>Which files below a root are manifests. Links are followed as long as they stay below the root and do not go in a circle.</summary>
/// <param name="root">A real path.</param>
internal sealed class DirectoryListing(string root)
{
    private static readonly string[] IgnoredEndings = ["~", ".swp", ".bak", ".orig", ".tmp"];

    private readonly HashSet<(ulong Device, ulong Inode)> _visited = [];
    private bool _flat;

    /// <summary>Relative name and the path to open.</summary>
    public List<(string Name, string Path)> Files { get; } = [];

    /// <summary>Manifests that cannot even be opened; the reason is among the diagnostics.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Directories whose content is not known.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>Links that lead nowhere; one of them may have been a directory of manifests.</summary>
    public List<string> Dangling { get; } = [];

    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>Why the root itself could not be listed; null: it could.</summary>
    public string? Problem { get; private set; }

    public static DirectoryListing Of(string root)
    {
        var listing = new DirectoryListing(root);
        listing.Walk(root, "");
        listing.Files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return listing;
    }

    /// <summary>One file, whatever its name, with the manifests beside and above it up to the root.</summary>
    public static DirectoryListing OfOne(string root, string name)
    {
        var listing = new DirectoryListing(root) { _flat = true };
        for (string? directory = Path.GetDirectoryName(name); directory is { Length: > 0 }; directory = Path.GetDirectoryName(directory))
        {
            listing.Walk(Path.Combine(root, directory), directory + "/");
        }

        listing.Walk(root, "");
        if (!listing.Files.Exists(file => string.Equals(file.Name, name, StringComparison.Ordinal))) listing.Files.Add((name, Path.Combine(root, name)));
        return listing;
    }

    public static bool IsManifestName(string name) =>
        name[0] != '.' && (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal))
        && !IgnoredEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private void Walk(string directory, string prefix)
    {
        if (NativeFile.Stat(directory) is not { } stamp || !_visited.Add((stamp.Device, stamp.Inode))) return;
        List<FileSystemInfo> entries;
        try
        {
            entries = [.. new DirectoryInfo(directory).EnumerateFileSystemInfos()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (prefix.Length == 0)
            {
                Problem = exception.Message;
                return;
            }

            Unreadable.Add(prefix.TrimEnd('/'));
            Diagnostics.Report(SyntaxCodes.Unreadable, SourceMark.StartOf(prefix.TrimEnd('/')), "", $"The directory cannot be read, so what is in it is not known: {exception.Message} Check its permissions.");
            return;
        }

        // Real directories before links, so that a link to one of them never decides under which name a file is seen.
        foreach (var entry in entries.OrderBy(entry => entry.LinkTarget is not null).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name[0] != '.' && !(_flat && entry is DirectoryInfo)) Visit(entry, prefix + entry.Name);
        }
    }

    private void Visit(FileSystemInfo entry, string name)
    {
        bool isManifest = IsManifestName(entry.Name);
        if (entry.LinkTarget is not null)
        {
            if (NativeFile.RealPath(entry.FullName) is not { } real)
            {
                Dangling.Add(name);
                if (isManifest) Refuse(SyntaxCodes.NotRegular, name, "This link leads nowhere, or in a circle. Remove it, or point it at a file.");
                return;
            }

            bool isDirectory = NativeFile.Stat(real) is { IsDirectory: true };
            if (!isDirectory && !isManifest) return;
            if (!WorkspaceSources.IsBelow(real, root))
            {
                Dangling.Add(name);
                Refuse(SyntaxCodes.LinkLeadsOut, name, "This link leads out of the manifests directory and is not followed. Copy the files here, or mount their directory.");
                return;
            }

            if (isDirectory) Walk(real, name + "/");
            else Files.Add((name, real));
        }
        else if (entry is DirectoryInfo)
        {
            Walk(entry.FullName, name + "/");
        }
        else if (isManifest)
        {
            Files.Add((name, entry.FullName));
        }
    }

    private void Refuse(DiagnosticCode code, string name, string message)
    {
        if (IsManifestName(Path.GetFileName(name))) Broken.Add(name);
        Diagnostics.Report(code, SourceMark.StartOf(name), "", message);
    }
}
