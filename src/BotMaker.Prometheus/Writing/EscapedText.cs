using System.Buffers;
using System.Text;

namespace BotMaker.Prometheus.Writing;

/// <summary>Free text (label values, HELP) as UTF-8 with the formats' escapes. An unpaired surrogate becomes U+FFFD.</summary>
internal static class EscapedText
{
    private static readonly SearchValues<char> WithQuote = SearchValues.Create("\\\n\"");
    private static readonly SearchValues<char> WithoutQuote = SearchValues.Create("\\\n");

    /// <summary>Label values in both formats: backslash, line feed and double quote.</summary>
    public static void WriteLabelValue(IBufferWriter<byte> target, ReadOnlySpan<char> value) => Write(target, value, WithQuote);

    /// <summary>HELP: OpenMetrics escapes the double quote too, the text format does not know that escape there.</summary>
    public static void WriteHelp(IBufferWriter<byte> target, ReadOnlySpan<char> help, ExpositionFormat format) =>
        Write(target, help, format == ExpositionFormat.OpenMetrics ? WithQuote : WithoutQuote);

    private static void Write(IBufferWriter<byte> target, ReadOnlySpan<char> text, SearchValues<char> special)
    {
        // The specials are ASCII, so cutting there never splits a surrogate pair.
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            Encode(target, text[..at]);
            target.Write(text[at] switch { '\\' => @"\\"u8, '\n' => @"\n"u8, _ => "\\\""u8 });
            text = text[(at + 1)..];
        }
        Encode(target, text);
    }

    private static void Encode(IBufferWriter<byte> target, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
            target.Advance(Encoding.UTF8.GetBytes(text, target.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }
}
