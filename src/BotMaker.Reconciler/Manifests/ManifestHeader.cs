using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests;

/// <summary>What a document is, and of which bot, as far as it can be told although the rest may be wrong.</summary>
/// <param name="Id">Null when the name is missing or wrong.</param>
internal sealed record ManifestHeader(DocumentKind Kind, BotId? Id)
{
    /// <summary>Findings about the header go to the document's diagnostics.</summary>
    public static ManifestHeader Read(ParsedDocument document)
    {
        if (document.IsEmpty) return new(DocumentKind.Ignored, null);
        if (document.Root is not ManifestNode.Map root)
        {
            document.Diagnostics.Report(SchemaCodes.NotAMap, document.Root.Mark, "", $"A manifest is a map with apiVersion, kind, metadata and spec; this document is {document.Root.Kind}.");
            return new(DocumentKind.Unknown, null);
        }

        string? version = Text(root, "apiVersion");
        string? kind = Text(root, "kind");
        if (IsForeign(root, version, kind)) return new(DocumentKind.Ignored, null);
        bool known = CheckVersion(root, version, document.Diagnostics);
        var documentKind = CheckKind(root, kind, document.Diagnostics);
        return new(known ? documentKind : DocumentKind.Unknown, IdOf(root));
    }

    /// <summary>A document is another product's only when it says so in full. What merely lacks a line is a broken manifest: ignoring it would take its bot for deleted.</summary>
    private static bool IsForeign(ManifestNode.Map root, string? version, string? kind)
    {
        if (root.Find("sops")?.Value is ManifestNode.Map) return true;
        return version is not null && kind is not null && !version.Contains("botmaker", StringComparison.OrdinalIgnoreCase)
            && !kind.StartsWith(DocumentSchema.Bot, StringComparison.OrdinalIgnoreCase);
    }

    private static bool CheckVersion(ManifestNode.Map root, string? version, DiagnosticBag diagnostics)
    {
        if (string.Equals(version, DocumentSchema.ApiVersion, StringComparison.Ordinal)) return true;
        diagnostics.Report(SchemaCodes.ApiVersion, root.Find("apiVersion")?.Value.Mark ?? root.Mark, "apiVersion",
            version is null ? $"'apiVersion' is missing. Write apiVersion: {DocumentSchema.ApiVersion}." : $"This apiVersion is not supported. Write apiVersion: {DocumentSchema.ApiVersion}.");
        return false;
    }

    private static DocumentKind CheckKind(ManifestNode.Map root, string? kind, DiagnosticBag diagnostics)
    {
        switch (kind)
        {
            case DocumentSchema.Bot: return DocumentKind.Bot;
            case DocumentSchema.Defaults: return DocumentKind.Defaults;
            default:
                string known = $"{DocumentSchema.Bot} or {DocumentSchema.Defaults}";
                diagnostics.Report(SchemaCodes.Kind, root.Find("kind")?.Value.Mark ?? root.Mark, "kind",
                    kind is null ? $"'kind' is missing. Write {known}." : $"This kind is unknown. Write {known}.");
                return DocumentKind.Unknown;
        }
    }

    private static BotId? IdOf(ManifestNode.Map root) =>
        root.Find("metadata")?.Value is ManifestNode.Map metadata && BotId.TryParse(Text(metadata, "name"), out var id) ? id : null;

    private static string? Text(ManifestNode.Map map, string key) => map.Find(key)?.Value is ManifestNode.Scalar { ScalarKind: ScalarKind.Text } scalar ? scalar.Text : null;
}
