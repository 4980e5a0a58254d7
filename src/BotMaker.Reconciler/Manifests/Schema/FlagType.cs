using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

internal sealed class FlagType : FieldType<bool>
{
    public static readonly FlagType Instance = new();

    public override string Name => "true or false";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out bool value)
    {
        value = false;
        if (node is not ManifestNode.Scalar { ScalarKind: ScalarKind.Flag } scalar) return binding.WrongType(node, path, "true or false");
        value = scalar.Text[0] is 't' or 'T';
        return true;
    }

    public override JsonNode Write(bool value) => JsonValue.Create(value);

    public override JsonObject JsonSchema() => new() { ["type"] = "boolean" };
}
