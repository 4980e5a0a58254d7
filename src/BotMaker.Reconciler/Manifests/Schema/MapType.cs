using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A map with free keys.</summary>
/// <param name="keyProblem">What is wrong with a key and what to write instead; null: nothing.</param>
internal sealed class MapType<T>(FieldType<T> value, Func<string, string?>? keyProblem = null) : FieldType<ValueMap<T>>
{
    public override string Name => $"map of {value.Name}";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out ValueMap<T> values)
    {
        values = default;
        if (node is not ManifestNode.Map map) return binding.WrongType(node, path, "a map");
        List<KeyValuePair<string, T>> entries = [];
        bool whole = true;
        foreach (var entry in map.Entries)
        {
            var own = path[entry.Key];
            if (keyProblem?.Invoke(entry.Key) is { } problem)
            {
                binding.Report(Codes.SchemaCodes.Malformed, entry.KeyMark, own, problem);
                whole = false;
            }

            if (value.TryRead(entry.Value, own, binding, out var read)) entries.Add(new(entry.Key, read));
            else whole = false;
        }

        values = entries.ToValueMap();
        return whole;
    }

    public override JsonNode Write(ValueMap<T> values)
    {
        JsonObject written = [];
        foreach (var (key, held) in values) written[key] = value.Write(held);
        return written;
    }

    public override JsonObject JsonSchema() => new() { ["type"] = "object", ["additionalProperties"] = value.JsonSchema() };

    public override IEnumerable<FieldDoc> Describe(string path) => value.Describe($"{path}.*");
}
