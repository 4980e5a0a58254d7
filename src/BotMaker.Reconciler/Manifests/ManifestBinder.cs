using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Files;
using BotMaker.Reconciler.Manifests.Rules;
using BotMaker.Reconciler.Manifests.Schema;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests;

/// <summary>Document + defaults -> bot. Everything that is wrong is found in one pass.</summary>
internal static class ManifestBinder
{
    /// <param name="file">The document's file, relative to the manifests directory.</param>
    /// <param name="defaults">Specs of the BotDefaults above it, the outermost first.</param>
    /// <param name="sources">Reads what workspace files are taken from.</param>
    public static BoundManifest BindBot(ParsedDocument document, string file, IReadOnlyList<ManifestNode> defaults, WorkspaceSources sources)
    {
        var root = (ManifestNode.Map)document.Root;
        var binding = new Binding(document.Diagnostics);
        CheckKeys(root, binding);

        var metadata = new BotMetadata("", default, default);
        if (root.Find("metadata") is { } given) DocumentSchema.Metadata.TryRead(given.Value, FieldPath.Of("metadata"), binding, out metadata);
        else binding.Report(SchemaCodes.Required, root.Mark, FieldPath.Of("metadata"), "'metadata' is missing. Write metadata: { name: NAME }.");

        var empty = new ManifestNode.Map(root.Mark, []);
        ManifestNode own = root.Find("spec")?.Value ?? empty;
        var merged = defaults.Append(own).Aggregate(NodeMerge.Over);
        if (!SpecSchema.Spec.TryRead(merged, FieldPath.Of("spec"), binding, out var spec) || !BotId.TryParse(metadata.Name, out var id))
        {
            return new BoundManifest(null, document.Diagnostics.ToSorted(), []);
        }

        var context = new RuleContext(binding, new ManifestNode.Map(root.Mark,
        [
            .. root.Entries.Where(entry => !string.Equals(entry.Key, "spec", StringComparison.Ordinal)),
            new MapEntry("spec", root.Find("spec")?.KeyMark ?? root.Mark, merged),
        ]));
        var bot = new DesiredBot
        {
            Id = id,
            Spec = spec,
            Labels = metadata.Labels,
            Annotations = metadata.Annotations,
            Source = new Provenance { File = file, Document = document.Index, Line = root.Mark.Line },
        };
        var used = new List<UsedSource>();
        bot = WorkspaceRules.Fill(bot, file, sources, used, context);
        SpecRules.Check(bot, context);
        return new BoundManifest(document.Diagnostics.Errors == 0 ? bot : null, document.Diagnostics.ToSorted(), used);
    }

    /// <summary>Checks names, types and ranges of a BotDefaults document; what is required may come from the manifests.</summary>
    /// <returns>Its spec; null when there is an error.</returns>
    public static ManifestNode? BindDefaults(ParsedDocument document)
    {
        var root = (ManifestNode.Map)document.Root;
        var binding = new Binding(document.Diagnostics) { Partial = true };
        CheckKeys(root, binding);
        if (root.Find("metadata") is { } metadata) DocumentSchema.DefaultsMetadata.TryRead(metadata.Value, FieldPath.Of("metadata"), binding, out _);
        ManifestNode spec = root.Find("spec")?.Value ?? new ManifestNode.Map(root.Mark, []);
        SpecSchema.Spec.TryRead(spec, FieldPath.Of("spec"), binding, out _);
        return document.Diagnostics.Errors == 0 ? spec : null;
    }

    private static void CheckKeys(ManifestNode.Map root, Binding binding)
    {
        foreach (var entry in root.Entries)
        {
            if (!DocumentSchema.Keys.Contains(entry.Key, StringComparer.Ordinal)) UnknownKey.Report(binding, entry, FieldPath.Root, DocumentSchema.Keys);
        }
    }
}
