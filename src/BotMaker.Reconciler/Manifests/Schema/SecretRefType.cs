using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary><c>{ secretRef: { name, key } }</c>. A literal is refused without ever repeating it.</summary>
internal sealed class SecretRefType : FieldType<SecretRef>
{
    public const string Key = "secretRef";

    public static readonly SecretRefType Instance = new();

    private static readonly TextType Part = new("name in the secret store", Forms.SecretName);

    private static readonly ObjectType<SecretRef> Reference = new(
        new SecretRef("", null),
        new BoundField<SecretRef, string>("name", Part, r => r.Name, (r, v) => r with { Name = v }, "The secret's name in the store.", required: true),
        new BoundField<SecretRef, string>("key", Part, r => r.Key, (r, v) => r with { Key = v }, "The key inside it. Leave it out when the secret is a single value."));

    public override string Name => "secret reference";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, [MaybeNullWhen(false)] out SecretRef value)
    {
        value = null;
        if (node is ManifestNode.Scalar { ScalarKind: not ScalarKind.Null })
        {
            binding.Report(MeaningCodes.LiteralCredential, node.Mark, path,
                "A secret value may not stand in a manifest. Put it into the secret store and write { secretRef: { name: NAME, key: KEY } } here. Take this value for leaked, and replace it.");
            return false;
        }

        if (node is not ManifestNode.Map map) return binding.WrongType(node, path, "a secret reference");
        foreach (var entry in map.Entries)
        {
            if (!string.Equals(entry.Key, Key, StringComparison.Ordinal)) UnknownKey.Report(binding, entry, path, [Key]);
        }

        if (map.Find(Key) is not { } reference)
        {
            binding.Report(SchemaCodes.Required, node.Mark, path[Key], "'secretRef' is missing. Write { secretRef: { name: NAME, key: KEY } }.");
            return false;
        }

        int before = binding.Diagnostics.Errors;
        return Reference.TryRead(reference.Value, path[Key], binding, out value) && binding.Diagnostics.Errors == before;
    }

    public override JsonNode Write(SecretRef value) => new JsonObject { [Key] = Reference.Write(value) };

    public override JsonObject JsonSchema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray(Key),
        ["properties"] = new JsonObject { [Key] = Reference.JsonSchema() },
    };
}
