using System.IO.Compression;

namespace BotMaker.Prometheus.Writing;

/// <summary>A finished page in one format. Immutable, so concurrent scrapes may send the same one.</summary>
internal sealed class MetricsPage
{
    private readonly Lazy<ReadOnlyMemory<byte>[]> _gzip;

    public MetricsPage(ExpositionFormat format, PageBuffer buffer)
    {
        Format = format;
        Plain = buffer.ToSegments();
        // Compressed on the first demand and then shared.
        _gzip = new Lazy<ReadOnlyMemory<byte>[]>(() => Compress(Plain));
    }

    public ExpositionFormat Format { get; }

    public ReadOnlyMemory<byte>[] Plain { get; }

    public ReadOnlyMemory<byte>[] Gzip => _gzip.Value;

    public string ContentType => Format == ExpositionFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    private static ReadOnlyMemory<byte>[] Compress(ReadOnlyMemory<byte>[] segments)
    {
        using var target = new MemoryStream();
        // Fastest: a page is very repetitive, so the slower levels win little and cost the scrape more than the network does.
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
            foreach (var segment in segments)
                gzip.Write(segment.Span);
        return [target.GetBuffer().AsMemory(0, (int)target.Length)];
    }
}
