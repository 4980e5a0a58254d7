using System.Diagnostics.Metrics;

namespace BotMaker.Reconciler.Telemetry;

/// <summary>A histogram of durations as it is declared: what the instrument is made of, and the series that exist from the start.</summary>
/// <param name="Name">Without the unit, which is seconds.</param>
/// <param name="Description">The help text.</param>
/// <param name="Bounds">Upper bounds of the buckets in seconds.</param>
internal sealed record HistogramShape(string Name, string Description, double[] Bounds)
{
    public const string Unit = "s";

    /// <summary>Its label; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>The values of <see cref="Label"/> that are known beforehand.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public Histogram<double> Create(Meter meter) =>
        meter.CreateHistogram(Name, Unit, Description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
}
