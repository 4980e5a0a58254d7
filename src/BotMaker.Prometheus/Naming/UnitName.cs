namespace BotMaker.Prometheus.Naming;

/// <summary>Turns an instrument's unit (UCUM, as OpenTelemetry wants it) into the word that Prometheus puts at the end of a name.</summary>
/// <remarks>Values are never converted: an instrument in "ms" becomes <c>_milliseconds</c>, so instruments should use base units.</remarks>
internal static class UnitName
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["kBy"] = "kilobytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tebibytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
    };

    private static readonly Dictionary<string, string> PerWords = new(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["min"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
    };

    /// <returns>
    /// Null when no unit is stated; empty when the unit says "no unit" (an annotation such as <c>{bot}</c>, or <c>1</c>);
    /// else the word, for example <c>seconds</c> or <c>bytes_per_second</c>.
    /// </returns>
    public static string? From(string? unit)
    {
        if (string.IsNullOrWhiteSpace(unit))
            return null;
        var bare = WithoutAnnotations(unit.Trim());
        if (bare.Length == 0 || string.Equals(bare, "1", StringComparison.Ordinal))
            return "";

        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return Word(bare);
        var per = bare[(slash + 1)..];
        if (per.Length == 0)
            return Word(bare[..slash]);
        var perWord = PerWords.TryGetValue(per, out var known) ? known : MetricName.Sanitise(per);
        var amount = slash == 0 ? "" : Word(bare[..slash]);
        return amount.Length == 0 ? $"per_{perWord}" : $"{amount}_per_{perWord}";
    }

    private static string Word(string unit) =>
        string.Equals(unit, "1", StringComparison.Ordinal) ? ""
        : Words.TryGetValue(unit, out var word) ? word
        : MetricName.Sanitise(unit).Trim('_');

    private static string WithoutAnnotations(string unit)
    {
        while (unit.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = unit.IndexOf('}', open);
            unit = close < 0 ? unit[..open] : unit.Remove(open, close - open + 1);
        }
        return unit;
    }
}
