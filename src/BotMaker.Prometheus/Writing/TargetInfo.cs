using System.Buffers;
using BotMaker.Prometheus.Naming;

namespace BotMaker.Prometheus.Writing;

/// <summary>The resource's attributes as one series of constant value 1.</summary>
internal static class TargetInfo
{
    /// <summary>Stands for the names that <c>target_info</c> takes, so that no instrument can use them.</summary>
    public static MetricFamily ReservedFamily { get; } = new("target_info", MetricKind.Gauge, unit: null, help: null);

    public static void Write(PageBuffer page, LabelSet labels, IEnumerable<KeyValuePair<string, object>> attributes, ExpositionFormat format)
    {
        labels.Begin(inHistogram: false);
        foreach (var (key, value) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
            labels.Add(key, value);
        labels.End();
        // Only OpenMetrics has the type "info", and there the family's name does not carry the suffix.
        page.Write(format == ExpositionFormat.OpenMetrics
            ? "# HELP target What is scraped.\n# TYPE target info\n"u8
            : "# HELP target_info What is scraped.\n# TYPE target_info gauge\n"u8);
        new SampleLines(page, format).Sample("target_info"u8, labels.Bytes, 1);
    }
}
