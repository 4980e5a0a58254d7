using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>Free-form data. A map with nothing but the key <c>secretRef</c> is a reference to a secret.</summary>
internal sealed class FreeType : FieldType<DataNode>
{
    public static readonly FreeType Instance = new();

    public override string Name => "anything";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, [MaybeNullWhen(false)] out DataNode value)
    {
        value = node switch
        {
            ManifestNode.Scalar scalar => Read(scalar, path, binding),
            ManifestNode.Sequence sequence => Read(sequence, path, binding),
            ManifestNode.Map map => Read(map, path, binding),
            _ => null,
        };
        return value is not null;
    }

    public override JsonNode? Write(DataNode value) => value switch
    {
        DataNode.Flag flag => JsonValue.Create(flag.Value),
        DataNode.Number number => JsonNode.Parse(number.Literal),
        DataNode.Text text => JsonValue.Create(text.Value),
        DataNode.Sequence sequence => new JsonArray([.. sequence.Items.Select(Write)]),
        DataNode.Map map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Write(entry.Value)))),
        DataNode.Secret secret => SecretRefType.Instance.Write(secret.Reference),
        _ => null,
    };

    public override JsonObject JsonSchema() => [];

    private static DataNode? Read(ManifestNode.Scalar scalar, FieldPath path, Binding binding)
    {
        switch (scalar.ScalarKind)
        {
            case ScalarKind.Null: return DataNode.Null.Instance;
            case ScalarKind.Flag: return new DataNode.Flag(scalar.Text[0] is 't' or 'T');
            case ScalarKind.Number: return new DataNode.Number(scalar.Text);
            case ScalarKind.OddNumber:
                binding.Malformed(scalar, path, $"The number {scalar.Text} cannot be written as JSON. Write it in plain decimal, or in quotes if it is text.");
                return null;
            default: return new DataNode.Text(scalar.Text);
        }
    }

    private DataNode.Sequence? Read(ManifestNode.Sequence sequence, FieldPath path, Binding binding)
    {
        List<DataNode> items = [];
        for (int i = 0; i < sequence.Items.Count; i++)
        {
            if (TryRead(sequence.Items[i], path.At(i), binding, out var item)) items.Add(item);
        }

        return items.Count == sequence.Items.Count ? new DataNode.Sequence(items.ToValueList()) : null;
    }

    private DataNode? Read(ManifestNode.Map map, FieldPath path, Binding binding)
    {
        if (map.Entries is [{ Key: SecretRefType.Key }])
        {
            return SecretRefType.Instance.TryRead(map, path, binding, out var reference) ? new DataNode.Secret(reference) : null;
        }

        List<KeyValuePair<string, DataNode>> entries = [];
        foreach (var entry in map.Entries)
        {
            if (TryRead(entry.Value, path[entry.Key], binding, out var read)) entries.Add(new(entry.Key, read));
        }

        return entries.Count == map.Entries.Count ? new DataNode.Map(entries.ToValueMap()) : null;
    }
}
