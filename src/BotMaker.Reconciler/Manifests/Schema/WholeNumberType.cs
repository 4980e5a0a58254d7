using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

internal sealed class WholeNumberType<T>(T least, T most) : FieldType<T>
    where T : struct, IBinaryInteger<T>
{
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"whole number, {least} to {most}");

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out T value)
    {
        value = default;
        if (node is not ManifestNode.Scalar { ScalarKind: ScalarKind.Number or ScalarKind.OddNumber } scalar) return binding.WrongType(node, path, "a whole number");
        // Anything that long is out of range; the parser need not see it.
        if (scalar.Text.Length > 20 || !BigInteger.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return binding.Malformed(node, path, $"'{scalar.Text}' is not a whole number. Write digits only.");
        }

        if (number < ToBig(least) || number > ToBig(most))
        {
            return binding.OutOfRange(node, path, string.Create(CultureInfo.InvariantCulture, $"{number} is not between {least} and {most}."));
        }

        value = T.CreateChecked(number);
        return true;
    }

    public override JsonNode Write(T value) => JsonValue.Create(long.CreateChecked(value));

    public override JsonObject JsonSchema() => new() { ["type"] = "integer", ["minimum"] = long.CreateChecked(least), ["maximum"] = long.CreateChecked(most) };

    private static BigInteger ToBig(T value) => BigInteger.CreateChecked(value);
}
