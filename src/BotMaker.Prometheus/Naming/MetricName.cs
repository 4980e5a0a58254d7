using System.Text;

namespace BotMaker.Prometheus.Naming;

/// <summary>The name that an instrument gets on the page: legal characters, the unit once, and no <c>_total</c> (the family adds it).</summary>
internal static class MetricName
{
    private const string TotalSuffix = "_total";
    private const string RatioSuffix = "_ratio";

    /// <summary>The family's base name; a counter's samples are called this plus <c>_total</c>.</summary>
    public static (string Name, string? Unit) From(string instrumentName, string? instrumentUnit, MetricKind kind)
    {
        var name = Sanitise(instrumentName);
        if (kind == MetricKind.Counter && name.EndsWith(TotalSuffix, StringComparison.Ordinal) && name.Length > TotalSuffix.Length)
            name = name[..^TotalSuffix.Length];

        var unit = UnitName.From(instrumentUnit);
        if (unit is "" && kind == MetricKind.Gauge && string.Equals(instrumentUnit?.Trim(), "1", StringComparison.Ordinal)
            && (name.EndsWith(RatioSuffix, StringComparison.Ordinal) || !IsFullName(instrumentName)))
            unit = "ratio";
        return string.IsNullOrEmpty(unit) || EndsWithWord(name, unit) ? (name, unit) : ($"{name.TrimEnd('_')}_{unit}", unit);
    }

    /// <summary>
    /// Every run of illegal characters and underscores becomes one underscore; a name may not begin with a digit.
    /// </summary>
    public static string Sanitise(string name)
    {
        var result = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            if (char.IsAsciiLetter(c) || c == ':' || (char.IsAsciiDigit(c) && result.Length > 0))
                result.Append(c);
            else if (char.IsAsciiDigit(c))
                result.Append('_').Append(c);
            else if (result.Length == 0 || result[^1] != '_')
                result.Append('_');
        }
        return result.Length == 0 ? "_" : result.ToString();
    }

    /// <summary>
    /// Unit "1" alone does not say whether a gauge is a share or a plain number. A name that is written in Prometheus' own way
    /// (words joined by underscores) is taken as complete; a dotted OpenTelemetry name gets <c>_ratio</c> as OpenTelemetry's rules want.
    /// </summary>
    private static bool IsFullName(string instrumentName) =>
        instrumentName.Contains('_', StringComparison.Ordinal) && instrumentName.AsSpan().IndexOfAny('.', '-', '/') < 0;

    private static bool EndsWithWord(string name, string word) =>
        name.EndsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || name[^(word.Length + 1)] == '_');
}
