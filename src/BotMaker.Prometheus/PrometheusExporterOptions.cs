namespace BotMaker.Prometheus;

/// <summary>What a <see cref="PrometheusExporter"/> may be told.</summary>
public sealed record PrometheusExporterOptions
{
    /// <summary>Whether the page shows the resource's attributes as the series <c>target_info</c>. Off by default.</summary>
    public bool TargetInfo { get; init; }

    /// <summary>Histograms that are on the page with zero until they have a value.</summary>
    public IReadOnlyList<ExpectedHistogram> ExpectedHistograms { get; init; } = [];
}
