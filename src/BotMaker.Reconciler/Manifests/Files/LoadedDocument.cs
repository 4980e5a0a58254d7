using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>A document as the scanner remembers it. The nodes of a bot are let go once it is bound: ten thousand trees would not fit.</summary>
internal sealed class LoadedDocument(ParsedDocument parsed, ManifestHeader header)
{
    private readonly SourceMark _mark = parsed.Root.Mark;

    public ManifestHeader Header => header;

    public int Index { get; } = parsed.Index;

    /// <summary>Null once it was bound.</summary>
    public ParsedDocument? Parsed { get; private set; } = parsed;

    public BoundManifest? Bound { get; private set; }

    /// <summary>The defaults that it was bound with.</summary>
    public IReadOnlyList<DefaultsDocument> Chain { get; private set; } = [];

    public bool IsCurrent(IReadOnlyList<DefaultsDocument> chain) =>
        Bound is { } bound && chain.SequenceEqual(Chain, ReferenceEqualityComparer.Instance) && bound.Sources.All(source => source.IsUnchanged);

    public void Bind(BoundManifest bound, IReadOnlyList<DefaultsDocument> chain) => (Bound, Chain, Parsed) = (bound, chain, null);

    /// <param name="defaults">Where the document is a BotDefaults: what became of it.</param>
    public ScannedDocument ToScanned(DefaultsDocument? defaults) => new(
        header.Kind, Index, _mark.Line, _mark.Column, header.Id, Bound?.Bot,
        defaults?.Document.Diagnostics.ToSorted() ?? Bound?.Diagnostics ?? Parsed?.Diagnostics.ToSorted() ?? default, Chain.Select(link => link.File).ToValueList());
}
