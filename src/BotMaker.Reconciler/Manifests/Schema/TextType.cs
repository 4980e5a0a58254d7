using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>Text, perhaps of a certain form.</summary>
/// <param name="problem">Says what is wrong with a text and what to write instead; null: nothing.</param>
/// <param name="pattern">For editors.</param>
internal sealed class TextType(string name, Func<string, string?>? problem = null, string? pattern = null) : FieldType<string>
{
    public static readonly TextType Any = new("text");

    public override string Name => name;

    /// <summary>What a text of another form is answered with.</summary>
    public DiagnosticCode Code { get; init; } = SchemaCodes.Malformed;

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not ManifestNode.Scalar scalar) return binding.WrongType(node, path, "text");
        if (scalar.ScalarKind != ScalarKind.Text) return binding.WrongType(node, path, "text", $" Write it in quotes: \"{scalar.Text}\".");
        if (problem?.Invoke(scalar.Text) is { } wrong)
        {
            binding.Report(Code, node.Mark, path, wrong);
            return false;
        }

        value = scalar.Text;
        return true;
    }

    public override JsonNode Write(string value) => JsonValue.Create(value);

    public override JsonObject JsonSchema() => pattern is null ? new() { ["type"] = "string" } : new() { ["type"] = "string", ["pattern"] = pattern };
}
