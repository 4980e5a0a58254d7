using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Files;

/// <summary>A BotDefaults document. Compared by reference: a new one is a change.</summary>
internal sealed class DefaultsDocument(string file, ParsedDocument document, ManifestNode? spec)
{
    public string File => file;

    public ParsedDocument Document => document;

    /// <summary>Null: it is not valid, and neither are the bots under it.</summary>
    public ManifestNode? Spec => spec;

    /// <summary>The only one of its directory.</summary>
    public required bool IsAlone { get; init; }
}
