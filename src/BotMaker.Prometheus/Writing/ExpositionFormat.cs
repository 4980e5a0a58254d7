namespace BotMaker.Prometheus.Writing;

/// <summary>The formats of the page. Flags, because one collection may have to serve scrapers of both.</summary>
[Flags]
internal enum ExpositionFormat
{
    None = 0,

    /// <summary>Prometheus text format 0.0.4.</summary>
    Text = 1,

    /// <summary>OpenMetrics 1.0.0.</summary>
    OpenMetrics = 2,
}
