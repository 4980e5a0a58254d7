using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A value, or one word that is held as null: <c>unlimited</c>, <c>auto</c>.</summary>
internal sealed class WordOrType<T>(string word, FieldType<T> inner) : FieldType<T?>
    where T : struct
{
    public override string Name => $"{inner.Name}, or {word}";

    public override bool WritesNull => true;

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out T? value)
    {
        value = null;
        if (node is ManifestNode.Scalar { ScalarKind: ScalarKind.Text } scalar && string.Equals(scalar.Text, word, StringComparison.Ordinal)) return true;
        if (!inner.TryRead(node, path, binding, out var read)) return false;
        value = read;
        return true;
    }

    public override JsonNode? Write(T? value) => value is { } present ? inner.Write(present) : JsonValue.Create(word);

    public override JsonObject JsonSchema() => new() { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = word }, inner.JsonSchema()) };
}
