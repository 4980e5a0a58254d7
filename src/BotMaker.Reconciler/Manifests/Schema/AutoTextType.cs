using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>Text, or the word <c>auto</c>, which is held as null.</summary>
internal sealed class AutoTextType(TextType inner) : FieldType<string?>
{
    private const string Auto = "auto";

    public override string Name => $"{inner.Name}, or {Auto}";

    public override bool WritesNull => true;

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out string? value)
    {
        value = null;
        if (node is ManifestNode.Scalar { ScalarKind: ScalarKind.Text, Text: Auto }) return true;
        return inner.TryRead(node, path, binding, out value);
    }

    public override JsonNode Write(string? value) => JsonValue.Create(value ?? Auto);

    public override JsonObject JsonSchema() => inner.JsonSchema();
}
