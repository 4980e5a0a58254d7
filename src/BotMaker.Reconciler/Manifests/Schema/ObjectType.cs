using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A map with known keys.</summary>
/// <param name="initial">The record before anything is read: its values are the defaults.</param>
/// <param name="fields">In the order of the documentation.</param>
internal sealed class ObjectType<T>(T initial, params IReadOnlyList<SchemaField<T>> fields) : FieldType<T>
{
    private readonly Dictionary<string, SchemaField<T>> _byName = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    public override string Name => "map";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out T value) => TryRead(node, path, binding, initial, out value);

    /// <param name="start">Instead of the initial record.</param>
    public bool TryRead(ManifestNode node, FieldPath path, Binding binding, T start, out T value)
    {
        value = start;
        if (node is not ManifestNode.Map map) return binding.WrongType(node, path, "a map");
        foreach (var entry in map.Entries)
        {
            if (_byName.TryGetValue(entry.Key, out var field))
            {
                value = field.Read(entry.Value, path[entry.Key], binding, value);
            }
            else if (!binding.Lenient)
            {
                UnknownKey.Report(binding, entry, path, _byName.Keys);
            }
        }

        foreach (var field in fields)
        {
            if (field.Required && !(binding.Partial && field.Inheritable) && map.Find(field.Name) is null)
            {
                binding.Report(SchemaCodes.Required, node.Mark, path[field.Name], $"'{field.Name}' is missing. {field.Summary}");
            }
        }

        return true;
    }

    public override JsonObject Write(T value)
    {
        JsonObject written = [];
        foreach (var field in fields)
        {
            if (field.Write(value, initial) is { } inner) written[field.Name] = inner;
        }

        return written;
    }

    public override JsonObject JsonSchema()
    {
        JsonObject properties = [];
        JsonArray required = [];
        foreach (var field in fields)
        {
            properties[field.Name] = field.JsonSchema(initial);
            // What a bot must have may come from its BotDefaults, so only fields of inner objects are required for an editor.
            if (field.Required && !field.Inheritable) required.Add((JsonNode)field.Name);
        }

        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (required.Count > 0) schema["required"] = required;
        return schema;
    }

    public override IEnumerable<FieldDoc> Describe(string path) => fields.SelectMany(field => field.Describe(path, initial));
}
