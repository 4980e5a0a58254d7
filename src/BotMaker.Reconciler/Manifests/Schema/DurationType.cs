using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A time span: <c>500ms</c>, <c>30s</c>, <c>3m</c>, <c>1h30m</c>. Whole milliseconds.</summary>
internal sealed partial class DurationType(TimeSpan least, TimeSpan most) : FieldType<TimeSpan>
{
    private const string Pattern = "^([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

    public override string Name => $"duration, {Format(least)} to {Format(most)}";

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out TimeSpan value)
    {
        value = default;
        if (node is ManifestNode.Scalar { ScalarKind: ScalarKind.Number } number)
        {
            return binding.WrongType(node, path, "a duration", $" Add the unit, for example {number.Text}s.");
        }

        if (node is not ManifestNode.Scalar { ScalarKind: ScalarKind.Text } scalar) return binding.WrongType(node, path, "a duration such as 30s or 3m");
        if (Parse(scalar.Text) is not { } parsed)
        {
            return binding.Malformed(node, path, "This is not a duration. Write whole numbers with h, m, s or ms, the largest first: 3m, 1h30m, 500ms.");
        }

        if (parsed < least || parsed > most) return binding.OutOfRange(node, path, $"{scalar.Text} is not between {Format(least)} and {Format(most)}.");
        value = parsed;
        return true;
    }

    public override JsonNode Write(TimeSpan value) => Format(value);

    public override JsonObject JsonSchema() => new() { ["type"] = "string", ["pattern"] = Pattern, ["minLength"] = 2 };

    public static TimeSpan? Parse(string text)
    {
        if (text.Length is 0 or > 40 || Form().Match(text) is not { Success: true } match) return null;
        decimal total = Part(match, "h") * 3_600_000m + Part(match, "m") * 60_000m + Part(match, "s") * 1_000m + Part(match, "ms");
        return total <= 365m * 24 * 3_600_000m ? TimeSpan.FromMilliseconds((long)total) : TimeSpan.MaxValue;
    }

    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero) return "0s";
        var text = new StringBuilder();
        Append((long)value.TotalHours, "h");
        Append(value.Minutes, "m");
        Append(value.Seconds, "s");
        Append(value.Milliseconds, "ms");
        return text.ToString();

        void Append(long amount, string unit)
        {
            if (amount != 0) text.Append(amount.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }

    private static decimal Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } part ? decimal.Parse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<h>[0-9]{1,9})h)?((?<m>[0-9]{1,9})m(?!s))?((?<s>[0-9]{1,9})s)?((?<ms>[0-9]{1,9})ms)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Form();
}
