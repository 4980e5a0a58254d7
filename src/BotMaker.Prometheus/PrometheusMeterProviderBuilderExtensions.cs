using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus;

public static class PrometheusMeterProviderBuilderExtensions
{
    /// <summary>Gives the provider a reader that collects for <paramref name="exporter"/>. The provider owns the exporter from then on.</summary>
    /// <exception cref="InvalidOperationException">The exporter belongs to another provider.</exception>
    public static MeterProviderBuilder AddPrometheusExporter(this MeterProviderBuilder builder, PrometheusExporter exporter) =>
        builder.AddReader(exporter.CreateReader());
}
