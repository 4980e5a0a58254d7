using System.Buffers;
using System.Text;

namespace BotMaker.Prometheus.Writing;

/// <summary>Free text (label values, HELP) as UTF-8 with the formats' escapes. An unpaired surrogate becomes U+FFFD.</summary>
internal static class EscapedText
{
    private static readonly SearchValues<char> WithQuote = SearchValues.Create("\\\n\"");
    private static readonly SearchValues<char> WithoutQuote = SearchValues.Create("\\\n");

    /// <summary>How many bytes a text of this length can become: three for a character of the basic plane, two for an escape.</summary>
    public static int MaxLength(int characters) => characters * 3;

    /// <summary>Label values in both formats: backslash, line feed and double quote.</summary>
    /// <returns>The number of bytes written to <paramref name="target"/>, which has room for <see cref="MaxLength"/>.</returns>
    public static int WriteLabelValue(ReadOnlySpan<char> value, Span<byte> target) => Write(value, target, WithQuote);

    /// <summary>HELP: OpenMetrics escapes the double quote too, the text format does not know that escape there.</summary>
    /// <returns>As for a label value.</returns>
    public static int WriteHelp(ReadOnlySpan<char> help, Span<byte> target, ExpositionFormat format) =>
        Write(help, target, format == ExpositionFormat.OpenMetrics ? WithQuote : WithoutQuote);

    private static int Write(ReadOnlySpan<char> text, Span<byte> target, SearchValues<char> special)
    {
        var written = 0;
        // The specials are ASCII, so cutting there never splits a surrogate pair.
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            written += Encoding.UTF8.GetBytes(text[..at], target[written..]);
            target[written++] = (byte)'\\';
            target[written++] = text[at] == '\n' ? (byte)'n' : (byte)text[at];
            text = text[(at + 1)..];
        }
        return written + Encoding.UTF8.GetBytes(text, target[written..]);
    }
}
