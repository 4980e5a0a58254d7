using System.Buffers;
using System.Text;
using BotMaker.Prometheus.Naming;

namespace BotMaker.Prometheus.Writing;

/// <summary>One family of the page: its name, what is said about it, and the ready bytes of both.</summary>
internal sealed class MetricFamily
{
    private const string Total = "_total";

    private readonly byte[] _textHeader;
    private readonly byte[] _openMetricsHeader;

    public MetricFamily(string name, MetricKind kind, string? unit, string? help)
    {
        Name = name;
        Kind = kind;
        Unit = unit;
        Sample = Encoding.UTF8.GetBytes(kind == MetricKind.Counter ? name + Total : name);
        Bucket = Encoding.UTF8.GetBytes(name + "_bucket");
        Sum = Encoding.UTF8.GetBytes(name + "_sum");
        Count = Encoding.UTF8.GetBytes(name + "_count");
        _textHeader = WriteHeader(ExpositionFormat.Text, kind == MetricKind.Counter ? name + Total : name, help);
        _openMetricsHeader = WriteHeader(ExpositionFormat.OpenMetrics, name, help);
    }

    /// <summary>The OpenMetrics name; in the text format a counter's family is called this plus <c>_total</c>.</summary>
    public string Name { get; }

    public MetricKind Kind { get; }

    /// <summary>Null: not stated. Empty: stated to be none.</summary>
    public string? Unit { get; }

    public byte[] Sample { get; }

    public byte[] Bucket { get; }

    public byte[] Sum { get; }

    public byte[] Count { get; }

    /// <summary>
    /// Set when a stream was seen whose different tags may be equal as labels. From then on the family's series are compared;
    /// other families are spared that, because the SDK gives each tag set once.
    /// </summary>
    public bool MayRepeatSeries { get; set; }

    public byte[] Header(ExpositionFormat format) => format == ExpositionFormat.OpenMetrics ? _openMetricsHeader : _textHeader;

    /// <summary>
    /// Every name that the family takes in either format. They are reserved together, so that what a scraper sees does not depend
    /// on the format that it asks for.
    /// </summary>
    public IEnumerable<string> ReservedNames() => Kind switch
    {
        MetricKind.Counter => [Name, Name + Total, Name + "_created"],
        MetricKind.Histogram => [Name, Name + "_bucket", Name + "_sum", Name + "_count", Name + "_created"],
        _ => [Name],
    };

    private byte[] WriteHeader(ExpositionFormat format, string name, string? help)
    {
        var header = new ArrayBufferWriter<byte>();
        if (!string.IsNullOrEmpty(help))
        {
            Append(header, $"# HELP {name} ");
            header.Advance(EscapedText.WriteHelp(help, header.GetSpan(EscapedText.MaxLength(help.Length)), format));
            Append(header, "\n");
        }
        Append(header, $"# TYPE {name} {TypeWord}\n");
        if (format == ExpositionFormat.OpenMetrics && !string.IsNullOrEmpty(Unit))
            Append(header, $"# UNIT {name} {Unit}\n");
        return header.WrittenSpan.ToArray();
    }

    private string TypeWord => Kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static void Append(IBufferWriter<byte> target, string text) => Encoding.UTF8.GetBytes(text, target);
}
