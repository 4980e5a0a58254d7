using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>A file as the scanner remembers it.</summary>
internal sealed class LoadedFile(string name, string path)
{
    public string Name => name;

    public string Path => path;

    /// <summary>Null: it could not be opened.</summary>
    public FileStamp? Stamp { get; set; }

    /// <summary>The file was old enough when it was read that a later change must show in its stamp.</summary>
    public bool StampIsProof { get; set; }

    public string? Hash { get; init; }

    public required bool Sound { get; init; }

    public ValueList<Diagnostic> Diagnostics { get; init; }

    public IReadOnlySet<string> MentionedNames { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<LoadedDocument> Documents { get; init; } = [];

    /// <summary>The directory, relative to the root; empty for the root.</summary>
    public string Directory { get; } = System.IO.Path.GetDirectoryName(name) ?? "";

    public ScannedFile ToScanned(IReadOnlyDictionary<LoadedDocument, DefaultsDocument> defaults) =>
        new(name, [.. Documents.Select(document => document.ToScanned(defaults.GetValueOrDefault(document)))], Sound, Diagnostics, MentionedNames);
}
