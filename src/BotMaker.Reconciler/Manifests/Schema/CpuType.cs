using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>Processors: <c>"2"</c>, <c>"0.5"</c>, <c>500m</c>; held as billionths.</summary>
internal sealed partial class CpuType : FieldType<long>
{
    public static readonly CpuType Instance = new();

    private const long One = 1_000_000_000;

    public override string Name => "processors, such as \"2\" or 500m";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out long value)
    {
        value = 0;
        if (node is not ManifestNode.Scalar { ScalarKind: ScalarKind.Text or ScalarKind.Number } scalar) return binding.WrongType(node, path, "processors such as \"2\" or 500m");
        var match = Form().Match(scalar.Text);
        if (!match.Success) return binding.Malformed(node, path, "This is not a number of processors. Write \"2\", \"0.5\" or 500m (thousandths).");
        decimal nano = decimal.Parse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * (match.Groups["milli"].Success ? One / 1000 : One);
        if (nano < One / 100 || nano > One * 1024 || decimal.Truncate(nano) != nano) return binding.OutOfRange(node, path, $"{scalar.Text} is not between 10m and 1024 processors.");
        value = (long)nano;
        return true;
    }

    public override JsonNode Write(long value) => (value / (decimal)One).ToString("0.#########", CultureInfo.InvariantCulture);

    public override JsonObject JsonSchema() => new() { ["type"] = new JsonArray("string", "number"), ["pattern"] = "^[0-9]+(\\.[0-9]+)?m?$" };

    [GeneratedRegex(@"^(?<number>[0-9]{1,9}(\.[0-9]{1,9})?)(?<milli>m)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Form();
}
