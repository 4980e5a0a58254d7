using System.Collections.Concurrent;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>
/// Looks at the whole manifests directory. What has not changed since the last look is not parsed again: stamp first, then content.
/// One scan at a time.
/// </summary>
internal sealed class ManifestScanner(string directory, TimeProvider time)
{
    /// <summary>File systems keep times in steps: a file that is changed again within one keeps its stamp.</summary>
    private static readonly TimeSpan StampStep = TimeSpan.FromSeconds(2);

    private readonly Dictionary<LoadedDocument, DefaultsDocument> _defaults = [];
    private Dictionary<string, LoadedFile> _known = new(StringComparer.Ordinal);
    private int _parsed;

    /// <summary>A single file to report on; of the others in its directory only the defaults count.</summary>
    public string? Only { get; init; }

    /// <summary>Files parsed since the beginning.</summary>
    public int ParsedFiles => _parsed;

    /// <summary>Where the directory really was at the last scan; null when it was not there.</summary>
    public string? RealRoot { get; private set; }

    public ManifestScan Scan()
    {
        RealRoot = null;
        if (NativeFile.RealPath(directory) is not { } root || NativeFile.Stat(root) is not { } stamp)
        {
            return ManifestScan.Unavailable($"The manifests directory {directory} is not there or may not be seen. Mount it, or check its permissions; until then every bot stays as it is.");
        }

        if (!stamp.IsDirectory) return ManifestScan.Unavailable($"{directory} is not a directory. Until it is one again every bot stays as it is.");
        RealRoot = root;
        var listing = Only is null ? DirectoryListing.Of(root) : DirectoryListing.OfOne(root, Only);
        if (listing.Problem is { } problem)
        {
            return ManifestScan.Unavailable($"The manifests directory {directory} cannot be read: {problem} Check its permissions; until then every bot stays as it is.");
        }

        var files = Load(listing);
        var sources = new WorkspaceSources(root);
        var tree = DefaultsTree.Build(files.Values, _defaults);
        Bind(files, tree, sources);
        _known = files;
        var scanned = files.Values.Where(file => Only is null || string.Equals(file.Name, Only, StringComparison.Ordinal)).Select(file => file.ToScanned(_defaults))
            .Concat(listing.Broken.Select(name => new ScannedFile(name, [], Sound: false, default, new HashSet<string>(StringComparer.Ordinal))))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        return new ManifestScan(null, NativeFile.DeviceOf(root, stamp), [.. scanned], listing.Unreadable, listing.Dangling, listing.Diagnostics.ToSorted());
    }

    private Dictionary<string, LoadedFile> Load(DirectoryListing listing)
    {
        var loaded = new ConcurrentDictionary<string, LoadedFile>(StringComparer.Ordinal);
        Parallel.ForEach(listing.Files, file => loaded[file.Name] = Reuse(file.Name, file.Path) ?? Load(file.Name, file.Path, _known.GetValueOrDefault(file.Name)));
        return new Dictionary<string, LoadedFile>(loaded, StringComparer.Ordinal);
    }

    private LoadedFile? Reuse(string name, string path) =>
        _known.GetValueOrDefault(name) is { StampIsProof: true, Stamp: { } stamp } known
        && string.Equals(known.Path, path, StringComparison.Ordinal) && NativeFile.Stat(path) == stamp ? known : null;

    private LoadedFile Load(string name, string path, LoadedFile? known)
    {
        var diagnostics = new DiagnosticBag();
        var read = ManifestReader.Read(path, name, diagnostics);
        bool proof = read.Stamp is { } stamp && DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(stamp.Modified, stamp.Changed) / 1_000_000) + StampStep < time.GetUtcNow();
        if (known is not null && read.Hash is not null && string.Equals(read.Hash, known.Hash, StringComparison.Ordinal))
        {
            known.Stamp = read.Stamp;
            known.StampIsProof = proof;
            return known;
        }

        Interlocked.Increment(ref _parsed);
        if (read.Text is not { } text) return Unsound(read.Excerpt);
        if (string.IsNullOrWhiteSpace(text))
        {
            diagnostics.Report(SyntaxCodes.Empty, SourceMark.StartOf(name), "", "The file is empty, as if its writing had been cut off; its bots stay as they are. Delete the file if they shall go.");
            return Unsound("");
        }

        var parsed = ManifestParser.Parse(name, text, diagnostics);
        if (!parsed.Sound) return Unsound(text);
        return new LoadedFile(name, path)
        {
            Stamp = read.Stamp,
            StampIsProof = proof,
            Hash = read.Hash,
            Sound = true,
            Diagnostics = diagnostics.ToSorted(),
            Documents = [.. parsed.Documents.Select(document => new LoadedDocument(document, ManifestHeader.Read(document)))],
        };

        LoadedFile Unsound(string content) => new(name, path)
        {
            Stamp = read.Stamp,
            StampIsProof = proof,
            Hash = read.Hash,
            Sound = false,
            Diagnostics = diagnostics.ToSorted(),
            MentionedNames = MentionedNames.In(content),
        };
    }

    private void Bind(Dictionary<string, LoadedFile> files, DefaultsTree tree, WorkspaceSources sources)
    {
        List<(LoadedFile File, IReadOnlyList<DefaultsDocument> Chain)> work = [.. files.Values.Select(file => (file, tree.For(file.Directory)))];
        var reloaded = new ConcurrentBag<LoadedFile>();
        Parallel.ForEach(work, item =>
        {
            var (file, chain) = item;
            var bots = file.Documents.Where(document => document.Header.Kind == DocumentKind.Bot).ToList();
            if (bots.TrueForAll(document => document.IsCurrent(chain))) return;
            if (bots.Exists(document => document.Parsed is null))
            {
                // Its nodes were let go; the defaults or a source changed, so it is read again. If it changed meanwhile, the next scan sees that.
                var fresh = Load(file.Name, file.Path, null);
                if (fresh.Documents.Any(document => document.Header.Kind == DocumentKind.Defaults)) KeepDefaults(file, fresh);
                reloaded.Add(file = fresh);
            }

            foreach (var document in file.Documents.Where(document => document.Header.Kind == DocumentKind.Bot)) BindOne(file, document, chain, sources);
        });
        foreach (var file in reloaded) files[file.Name] = file;
    }

    /// <summary>A reload of the same content must not make its defaults look new.</summary>
    private void KeepDefaults(LoadedFile old, LoadedFile fresh)
    {
        lock (_defaults)
        {
            foreach (var (before, after) in old.Documents.Zip(fresh.Documents))
            {
                if (_defaults.Remove(before, out var defaults)) _defaults[after] = defaults;
            }
        }
    }

    private static void BindOne(LoadedFile file, LoadedDocument document, IReadOnlyList<DefaultsDocument> chain, WorkspaceSources sources)
    {
        var parsed = document.Parsed!;
        if (chain.FirstOrDefault(defaults => defaults.Spec is null) is { } bad)
        {
            parsed.Diagnostics.Report(FleetCodes.BadDefaults, parsed.Root.Mark, "", $"The defaults in {bad.File}, which this bot stands under, are not valid. Mend them first.");
            document.Bind(new BoundManifest(null, parsed.Diagnostics.ToSorted(), []), chain);
            return;
        }

        document.Bind(ManifestBinder.BindBot(parsed, file.Name, [.. chain.Select(defaults => defaults.Spec!)], sources), chain);
    }
}
