using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotMaker.Reconciler.Manifests.Yaml;

namespace BotMaker.Reconciler.Manifests.Schema;

/// <summary>A number of bytes with a suffix.</summary>
internal sealed partial class SizeType : FieldType<long>
{
    /// <summary><c>2Gi</c>, <c>512Mi</c>, <c>500M</c>, plain bytes.</summary>
    public static readonly SizeType Memory = new("size such as 2Gi", "2Gi or 512Mi", 6L << 20, 1L << 50,
        ("Ti", 1L << 40), ("Gi", 1L << 30), ("Mi", 1L << 20), ("Ki", 1L << 10), ("T", 1_000_000_000_000), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000));

    /// <summary>As the engine's log driver writes it: <c>10m</c> is 10 MiB. The spelling of memory is understood too.</summary>
    public static readonly SizeType Log = new("size such as 10m", "10m or 1g", 16L << 10, 1L << 40,
        ("g", 1L << 30), ("m", 1L << 20), ("k", 1L << 10), ("Gi", 1L << 30), ("Mi", 1L << 20), ("Ki", 1L << 10));

    private readonly string _examples;
    private readonly long _least;
    private readonly long _most;
    private readonly (string Suffix, long Factor)[] _units;

    private SizeType(string name, string examples, long least, long most, params (string Suffix, long Factor)[] units) =>
        (Name, _examples, _least, _most, _units) = (name, examples, least, most, units);

    public override string Name { get; }

    public override bool TryRead(ManifestNode node, FieldPath path, Binding binding, out long value)
    {
        value = 0;
        if (node is not ManifestNode.Scalar { ScalarKind: ScalarKind.Text or ScalarKind.Number } scalar) return binding.WrongType(node, path, $"a size such as {_examples}");
        var match = Form().Match(scalar.Text);
        if (!match.Success || Factor(match.Groups["unit"].Value) is not { } factor)
        {
            return binding.Malformed(node, path, $"This is not a size. Write a number with one of the suffixes {string.Join(", ", _units.Select(unit => unit.Suffix))}, for example {_examples}.");
        }

        decimal bytes = decimal.Parse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * factor;
        if (decimal.Truncate(bytes) != bytes) return binding.Malformed(node, path, $"{scalar.Text} is not a whole number of bytes.");
        if (bytes < _least || bytes > _most) return binding.OutOfRange(node, path, $"{scalar.Text} is not between {Format(_least)} and {Format(_most)}.");
        value = (long)bytes;
        return true;
    }

    /// <summary>Bytes of a text that stands outside of manifests; null when it is no size.</summary>
    public long? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || Factor(match.Groups["unit"].Value) is not { } factor) return null;
        var bytes = decimal.Parse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * factor;
        return bytes <= _most ? (long)bytes : null;
    }

    public override JsonNode Write(long value) => Format(value);

    public override JsonObject JsonSchema() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = $"^[0-9]+(\\.[0-9]+)?({string.Join('|', _units.Select(unit => unit.Suffix))})?$",
    };

    /// <summary>With the largest binary suffix that loses nothing.</summary>
    private string Format(long value)
    {
        foreach (var (suffix, factor) in _units)
        {
            if (value > 0 && long.IsPow2(factor) && value % factor == 0) return string.Create(CultureInfo.InvariantCulture, $"{value / factor}{suffix}");
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    private long? Factor(string suffix)
    {
        if (suffix.Length == 0) return 1;
        foreach (var (known, factor) in _units)
        {
            if (string.Equals(known, suffix, StringComparison.Ordinal)) return factor;
        }

        return null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,18}(\.[0-9]{1,9})?)(?<unit>[A-Za-z]{0,3})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Form();
}
