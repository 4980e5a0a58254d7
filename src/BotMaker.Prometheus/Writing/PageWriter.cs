using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Writing;

/// <summary>Writes the metrics of one collection as a page. Used by one collection at a time; keeps buffers and names between pages.</summary>
internal sealed class PageWriter(FamilyCatalog catalog, ZeroHistograms zeros)
{
    private readonly LabelSet _labels = new();
    private PageBuffer _page = new();

    /// <param name="streams">What the SDK collected. The points are only valid while the SDK waits for the exporter to return.</param>
    /// <param name="format">One format.</param>
    /// <param name="targetInfo">The resource's attributes, or null when the page does not show them.</param>
    public MetricsPage Write(IReadOnlyList<Metric> streams, ExpositionFormat format, IEnumerable<KeyValuePair<string, object>>? targetInfo)
    {
        var families = catalog.Group(streams, zeros.Families);
        // A family is found to need its series compared only while it is written; then the page is begun anew, once in a family's life.
        while (!TryWrite(families, format, targetInfo))
        {
        }
        var page = new MetricsPage(format, _page);
        _page = new PageBuffer();
        return page;
    }

    private bool TryWrite(
        List<KeyValuePair<MetricFamily, List<Metric>>> families, ExpositionFormat format, IEnumerable<KeyValuePair<string, object>>? targetInfo)
    {
        _page = new PageBuffer();
        if (targetInfo is not null)
            TargetInfo.Write(_page, _labels, targetInfo, format);
        var lines = new SampleLines(_page, format);
        foreach (var (family, streams) in families)
        {
            var seen = family.MayRepeatSeries || streams.Count > 1 || zeros.Has(family) ? new HashSet<string>(StringComparer.Ordinal) : null;
            lines.Header(family);
            foreach (var stream in streams)
                if (!TryWriteStream(lines, family, stream, seen))
                    return false;
            if (seen is not null)
                zeros.Write(lines, family, seen);
        }
        if (format == ExpositionFormat.OpenMetrics)
            lines.EndOfFile();
        return true;
    }

    private bool TryWriteStream(SampleLines lines, MetricFamily family, Metric stream, HashSet<string>? seen)
    {
        var inHistogram = family.Kind == Naming.MetricKind.Histogram;
        foreach (ref readonly var point in stream.GetMetricPoints())
        {
            _labels.Begin(inHistogram);
            foreach (var (key, value) in point.Tags)
                _labels.Add(key, value);
            _labels.End();

            if (seen is not null)
            {
                var identity = _labels.Identity();
                if (!seen.Add(identity))
                {
                    catalog.ReportRepeatedSeries(family, identity);
                    continue;
                }
            }
            else if (_labels.MayCollide)
            {
                family.MayRepeatSeries = true;
                return false;
            }
            WritePoint(lines, family, stream.MetricType, in point);
        }
        return true;
    }

    private void WritePoint(SampleLines lines, MetricFamily family, MetricType type, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                lines.Sample(family.Sample, _labels.Bytes, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                lines.Sample(family.Sample, _labels.Bytes, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                lines.Sample(family.Sample, _labels.Bytes, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                lines.Sample(family.Sample, _labels.Bytes, point.GetGaugeLastValueDouble());
                break;
            default:
                WriteHistogram(lines, family, type, in point);
                break;
        }
    }

    private void WriteHistogram(SampleLines lines, MetricFamily family, MetricType type, in MetricPoint point)
    {
        // The last bucket, up to infinity, is the count: always there, also for a histogram without bounds and for an exponential
        // one, whose own buckets have no place in these formats.
        if (type == MetricType.Histogram)
        {
            long cumulative = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                cumulative += bucket.BucketCount;
                if (!double.IsPositiveInfinity(bucket.ExplicitBound))
                    lines.Bucket(family.Bucket, _labels.Bytes, bucket.ExplicitBound, cumulative);
            }
        }
        var count = point.GetHistogramCount();
        lines.Bucket(family.Bucket, _labels.Bytes, double.PositiveInfinity, count);
        lines.Sample(family.Sum, _labels.Bytes, point.GetHistogramSum());
        lines.Sample(family.Count, _labels.Bytes, count);
    }
}
