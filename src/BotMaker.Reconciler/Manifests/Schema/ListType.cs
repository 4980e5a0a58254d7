using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

internal sealed class ListType<T>(FieldType<T> item) : FieldType<ValueList<T>>
{
    public override string Name => $"list of {item.Name}";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out ValueList<T> value)
    {
        value = [];
        if (node is not ManifestNode.Sequence sequence) return binding.WrongType(node, path, "a list");
        List<T> items = [];
        bool whole = true;
        for (int i = 0; i < sequence.Items.Count; i++)
        {
            if (item.TryRead(sequence.Items[i], path.At(i), binding, out var read)) items.Add(read);
            else whole = false;
        }

        value = items.ToValueList();
        return whole;
    }

    public override JsonNode Write(ValueList<T> value) => new JsonArray([.. value.Select(item.Write)]);

    public override JsonObject JsonSchema() => new() { ["type"] = "array", ["items"] = item.JsonSchema() };

    public override IEnumerable<FieldDoc> Describe(string path) => item.Describe($"{path}[]");
}
