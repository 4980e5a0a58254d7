using System.Buffers;

namespace BotMaker.Prometheus.Writing;

/// <summary>The lines of a page: headers and samples, without timestamps.</summary>
internal readonly struct SampleLines(PageBuffer page, ExpositionFormat format)
{
    // Braces, comma, quotes, space, line feed and `le=""`.
    private const int Punctuation = 16;

    public void Header(MetricFamily family) => page.Write(family.Header(format));

    public void EndOfFile() => page.Write("# EOF\n"u8);

    public void Sample(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, long value)
    {
        var line = Begin(name, labels, out var at);
        at += NumberText.Write(value, line[at..]);
        End(line, at);
    }

    public void Sample(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, double value)
    {
        var line = Begin(name, labels, out var at);
        at += NumberText.Write(value, line[at..]);
        End(line, at);
    }

    public void Bucket(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, double bound, long count)
    {
        var line = page.GetSpan(name.Length + labels.Length + Punctuation + (2 * NumberText.MaxLength));
        var at = 0;
        Append(line, name, ref at);
        Append(line, "{"u8, ref at);
        if (!labels.IsEmpty)
        {
            Append(line, labels, ref at);
            Append(line, ","u8, ref at);
        }
        Append(line, "le=\""u8, ref at);
        at += NumberText.WriteBound(bound, format, line[at..]);
        Append(line, "\"} "u8, ref at);
        at += NumberText.Write(count, line[at..]);
        End(line, at);
    }

    private Span<byte> Begin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, out int at)
    {
        var line = page.GetSpan(name.Length + labels.Length + Punctuation + NumberText.MaxLength);
        at = 0;
        Append(line, name, ref at);
        if (!labels.IsEmpty)
        {
            Append(line, "{"u8, ref at);
            Append(line, labels, ref at);
            Append(line, "}"u8, ref at);
        }
        Append(line, " "u8, ref at);
        return line;
    }

    private void End(Span<byte> line, int at)
    {
        line[at] = (byte)'\n';
        page.Advance(at + 1);
    }

    private static void Append(Span<byte> line, ReadOnlySpan<byte> text, ref int at)
    {
        text.CopyTo(line[at..]);
        at += text.Length;
    }
}
