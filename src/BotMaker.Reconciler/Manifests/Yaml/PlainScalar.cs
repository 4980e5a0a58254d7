using System.Text.RegularExpressions;

namespace BotMaker.Reconciler.Manifests.Yaml;

/// <summary>The core schema of YAML 1.2: <c>yes</c>, <c>no</c> and dates are text.</summary>
internal static partial class PlainScalar
{
    public static ScalarKind KindOf(string text)
    {
        if (text.Length == 0 || text is "~" or "null" or "Null" or "NULL") return ScalarKind.Null;
        char first = text[0];
        if (first is 't' or 'T' or 'f' or 'F') return text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" ? ScalarKind.Flag : ScalarKind.Text;
        if (first is not ('-' or '+' or '.' or (>= '0' and <= '9'))) return ScalarKind.Text;
        if (JsonNumber().IsMatch(text)) return ScalarKind.Number;
        return OtherNumber().IsMatch(text) ? ScalarKind.OddNumber : ScalarKind.Text;
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex OtherNumber();
}
