using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Codes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>One of some words.</summary>
internal sealed class WordType<T>(params IReadOnlyList<(string Word, T Value)> words) : FieldType<T>
    where T : struct, Enum
{
    /// <summary>Words that people may well try, each with the code and the reason why not.</summary>
    public IReadOnlyDictionary<string, (DiagnosticCode Code, string Message)> Refused { get; init; } = new Dictionary<string, (DiagnosticCode, string)>(StringComparer.Ordinal);

    public override string Name => string.Join(" \\| ", words.Select(pair => pair.Word));

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out T value)
    {
        value = default;
        if (node is not ManifestNode.Scalar { ScalarKind: ScalarKind.Text } scalar) return binding.WrongType(node, path, $"one of {List()}");
        foreach (var (word, known) in words)
        {
            if (!string.Equals(word, scalar.Text, StringComparison.Ordinal)) continue;
            value = known;
            return true;
        }

        if (Refused.TryGetValue(scalar.Text, out var refused))
        {
            binding.Report(refused.Code, node.Mark, path, refused.Message);
            return false;
        }

        string advice = Nearest.To(scalar.Text, words.Select(pair => pair.Word)) is { } near ? $" Did you mean '{near}'?" : "";
        binding.Report(SchemaCodes.NotAllowed, node.Mark, path, $"This must be one of {List()}.{advice}");
        return false;
    }

    public override JsonNode Write(T value) => words.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;

    public override JsonObject JsonSchema() => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(pair => (JsonNode)pair.Word)]) };

    private string List() => string.Join(", ", words.Select(pair => pair.Word));
}
