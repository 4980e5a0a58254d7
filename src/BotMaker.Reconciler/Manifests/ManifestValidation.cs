using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Catalog;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Files;

namespace BotMaker.Reconciler.Manifests;

/// <summary>Manifests checked offline: <c>botmaker validate</c>. The same reading, binding and rules as in the daemon, without its memory.</summary>
public static class ManifestValidation
{
    /// <summary>
    /// Directories are read whole. A single file stands under the defaults of its directory and of those above, as far as they hold
    /// manifests. Files of the diagnostics are named as the paths were given.
    /// </summary>
    /// <exception cref="FileNotFoundException">A path is not there.</exception>
    public static ValidationResult Validate(IReadOnlyList<string> paths, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<Diagnostic> found = [];
        List<DesiredBot> bots = [];
        foreach (string path in paths)
        {
            bool isFile = File.Exists(path);
            if (!isFile && !Directory.Exists(path) && new FileInfo(path).LinkTarget is null) throw new FileNotFoundException($"There is no file or directory '{path}'.", path);
            var scan = isFile ? ScanFile(path, time) : Renamed(new ManifestScanner(path, time).Scan(), name => Path.Combine(path, name));
            if (scan.Problem is { } problem)
            {
                found.Add(new Diagnostic(DiagnosticSeverity.Error, SyntaxCodes.Unreadable.Code, path, 1, 1, "", problem));
                continue;
            }

            var snapshot = new ManifestCatalog(NoStore.Instance).Apply(scan, time.GetUtcNow()).Snapshot;
            found.AddRange(snapshot.Diagnostics);
            bots.AddRange(snapshot.Bots.Values.Select(intent => intent.Bot).OfType<DesiredBot>().OrderBy(bot => bot.Id));
        }

        return new ValidationResult(found, bots);
    }

    private static ManifestScan ScanFile(string path, TimeProvider time)
    {
        string full = Path.GetFullPath(path);
        string root = RootOf(Path.GetDirectoryName(full)!);
        string name = Path.GetRelativePath(root, full);
        string above = Path.GetRelativePath(Path.GetDirectoryName(full)!, root);
        return Renamed(
            new ManifestScanner(root, time) { Only = name }.Scan(),
            other => string.Equals(other, name, StringComparison.Ordinal) ? path : Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(path) ?? "", above, other)));
    }

    /// <summary>The highest directory without a gap: each one on the way holds manifests itself.</summary>
    private static string RootOf(string directory)
    {
        string root = directory;
        while (Path.GetDirectoryName(root) is { } parent && HoldsManifests(parent)) root = parent;
        return root;
    }

    private static bool HoldsManifests(string directory)
    {
        try
        {
            return Directory.EnumerateFiles(directory).Any(file => DirectoryListing.IsManifestName(Path.GetFileName(file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ManifestScan Renamed(ManifestScan scan, Func<string, string> rename)
    {
        return scan with
        {
            Files = [.. scan.Files.Select(file => file with
            {
                Name = rename(file.Name),
                Diagnostics = Rename(file.Diagnostics),
                Documents = [.. file.Documents.Select(document => document with { Diagnostics = Rename(document.Diagnostics) })],
            })],
            Diagnostics = Rename(scan.Diagnostics),
        };

        ValueList<Diagnostic> Rename(ValueList<Diagnostic> diagnostics) => diagnostics.Select(found => found with { File = rename(found.File) }).ToValueList();
    }
}
