using BotMaker.Prometheus.Naming;

namespace BotMaker.Prometheus.Writing;

/// <summary>The histogram series that are on the page before their first value. Used by one collection at a time.</summary>
internal sealed class ZeroHistograms
{
    private readonly Dictionary<MetricFamily, List<ZeroSeries>> _byFamily = [];

    /// <param name="catalog">Where the families are registered: a stream of the same name joins them.</param>
    /// <param name="expected">What is known beforehand.</param>
    /// <exception cref="ArgumentException">Two of them, or one and another family, claim the same name.</exception>
    public ZeroHistograms(FamilyCatalog catalog, IReadOnlyList<ExpectedHistogram> expected)
    {
        var labels = new LabelSet();
        foreach (var histogram in expected)
        {
            var (name, unit) = MetricName.From(histogram.Instrument, histogram.Unit, MetricKind.Histogram);
            var family = new MetricFamily(name, MetricKind.Histogram, unit, histogram.Description);
            if (!catalog.TryRegister(family)) throw new ArgumentException($"The histogram '{histogram.Instrument}' claims a name that another family has: {name}.", nameof(expected));
            _byFamily[family] = [.. histogram.Series.Select(tags => SeriesOf(labels, tags, histogram.Bounds))];
        }
    }

    public IEnumerable<MetricFamily> Families => _byFamily.Keys;

    public bool Has(MetricFamily family) => _byFamily.ContainsKey(family);

    /// <summary>Writes those series of the family that no stream has brought.</summary>
    /// <param name="lines">The page.</param>
    /// <param name="family">Any family.</param>
    /// <param name="written">Identities of the series that are on the page already.</param>
    public void Write(SampleLines lines, MetricFamily family, HashSet<string> written)
    {
        if (!_byFamily.TryGetValue(family, out var expected))
            return;
        foreach (var series in expected)
        {
            if (written.Contains(series.Identity))
                continue;
            foreach (var bound in series.Bounds)
                lines.Bucket(family.Bucket, series.Labels, bound, 0);
            lines.Bucket(family.Bucket, series.Labels, double.PositiveInfinity, 0);
            lines.Sample(family.Sum, series.Labels, 0L);
            lines.Sample(family.Count, series.Labels, 0L);
        }
    }

    private static ZeroSeries SeriesOf(LabelSet labels, IReadOnlyList<KeyValuePair<string, object?>> tags, IReadOnlyList<double> bounds)
    {
        labels.Begin(inHistogram: true);
        // The SDK hands tags over in the order of their keys.
        foreach (var (key, value) in tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            labels.Add(key, value);
        labels.End();
        return new(labels.Bytes.ToArray(), labels.Identity(), bounds);
    }

    private sealed record ZeroSeries(byte[] Labels, string Identity, IReadOnlyList<double> Bounds);
}
