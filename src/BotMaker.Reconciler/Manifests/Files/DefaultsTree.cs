using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>The BotDefaults of a scan by directory.</summary>
internal sealed class DefaultsTree
{
    private readonly Dictionary<string, IReadOnlyList<DefaultsDocument>> _chains = new(StringComparer.Ordinal);
    private readonly ILookup<string, DefaultsDocument> _byDirectory;

    private DefaultsTree(ILookup<string, DefaultsDocument> byDirectory) => _byDirectory = byDirectory;

    /// <summary>Binds what is new. Two in one directory make each other invalid.</summary>
    public static DefaultsTree Build(IEnumerable<LoadedFile> files, Dictionary<LoadedDocument, DefaultsDocument> known)
    {
        List<(LoadedFile File, LoadedDocument Document)> found =
            [.. files.SelectMany(file => file.Documents.Where(document => document.Header.Kind == DocumentKind.Defaults).Select(document => (file, document)))];
        List<(string Directory, DefaultsDocument Defaults)> all = [];
        Dictionary<LoadedDocument, DefaultsDocument> current = [];
        foreach (var group in found.GroupBy(pair => pair.File.Directory, StringComparer.Ordinal))
        {
            bool alone = group.Count() == 1;
            foreach (var (file, document) in group)
            {
                // A document that was bound alone and stands alone is the same as before; in all other cases it is read anew by the scanner.
                var defaults = known.TryGetValue(document, out var before) && alone == before.IsAlone
                    ? before
                    : Bind(file, document, alone ? null : group.First(other => other.Document != document).File.Name);
                current[document] = defaults;
                all.Add((group.Key, defaults));
            }
        }

        known.Clear();
        foreach (var (document, defaults) in current) known[document] = defaults;
        return new DefaultsTree(all.ToLookup(pair => pair.Directory, pair => pair.Defaults, StringComparer.Ordinal));
    }

    /// <summary>The outermost first.</summary>
    public IReadOnlyList<DefaultsDocument> For(string directory)
    {
        if (_chains.TryGetValue(directory, out var chain)) return chain;
        IReadOnlyList<DefaultsDocument> outer = directory.Length == 0 ? [] : For(Path.GetDirectoryName(directory) ?? "");
        var own = _byDirectory[directory].ToList();
        return _chains[directory] = own.Count == 0 ? outer : [.. outer, .. own];
    }

    private static DefaultsDocument Bind(LoadedFile file, LoadedDocument document, string? other)
    {
        var diagnostics = new DiagnosticBag();
        var parsed = document.Parsed! with { Diagnostics = diagnostics };
        foreach (var earlier in document.Parsed!.Diagnostics.Found) diagnostics.Add(earlier);
        var spec = ManifestBinder.BindDefaults(parsed);
        if (other is not null)
        {
            diagnostics.Report(FleetCodes.TwoDefaults, parsed.Root.Mark, "", $"There is another {DocumentSchema.Defaults} document for this directory, in {other}. Keep one of them.");
        }

        return new DefaultsDocument(file.Name, parsed, other is null ? spec : null) { IsAlone = other is null };
    }
}
