using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A field with the way into its record and back. A getter may give null for "not set".</summary>
internal sealed class BoundField<TOwner, TValue>(
    string name, FieldType<TValue> type, Func<TOwner, TValue?> get, Func<TOwner, TValue, TOwner> set, string summary, bool required = false)
    : SchemaField<TOwner>(name, summary, required)
{
    public override TOwner Read(ManifestNode node, FieldPath path, Binding binding, TOwner owner) =>
        type.TryRead(node, path, binding, out var value) ? set(owner, value) : owner;

    public override JsonNode? Write(TOwner owner, TOwner initial)
    {
        var value = get(owner);
        if (value is null && !type.WritesNull) return null;
        var written = type.Write(value!);
        bool empty = written is JsonObject { Count: 0 } or JsonArray { Count: 0 };
        return empty && EqualityComparer<TValue>.Default.Equals(value, get(initial)) ? null : written;
    }

    public override JsonObject JsonSchema(TOwner initial)
    {
        var schema = type.JsonSchema();
        schema["description"] = Summary;
        if (!Required && Write(initial, initial) is { } standard and not JsonObject) schema["default"] = standard;
        return schema;
    }

    public override IEnumerable<FieldDoc> Describe(string path, TOwner initial)
    {
        string own = path.Length == 0 ? Name : $"{path}.{Name}";
        var standard = Required ? null : Write(initial, initial);
        yield return new FieldDoc(own, type.Name, Required, standard is JsonObject ? null : standard?.ToJsonString(ManifestJson.Options), Summary);
        foreach (var inner in type.Describe(own)) yield return inner;
    }
}
