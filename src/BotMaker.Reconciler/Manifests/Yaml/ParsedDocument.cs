namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>One document of a file.</summary>
/// <param name="Index">0 for the first.</param>
/// <param name="Root">An empty document is a null scalar.</param>
/// <param name="Diagnostics">What was found while reading it, duplicate keys for example; later stages add to it.</param>
internal sealed record ParsedDocument(int Index, ManifestNode Root, DiagnosticBag Diagnostics)
{
    public bool IsEmpty => Root is ManifestNode.Scalar { ScalarKind: ScalarKind.Null };
}
