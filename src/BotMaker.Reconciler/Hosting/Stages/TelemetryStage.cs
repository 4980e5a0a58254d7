using BotMaker.Prometheus;
using BotMaker.Reconciler.Hosting.Settings;
using BotMaker.Reconciler.Hosting.Telemetry;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Reporting;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BotMaker.Reconciler.Hosting.Stages;

internal static class TelemetryStage
{
    /// <summary>Series per bot: 10,000 bots, and some that come and go between two scrapes.</summary>
    private const int SeriesPerBotGauge = 12_000;

    /// <summary>Conditions that a bot has at a time, with room.</summary>
    private const int ConditionsPerBot = 10;

    /// <summary>What is counted, and the page that shows it.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<ReconcilerMetrics>()
        .AddSingleton(provider => new FleetGauges(provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), provider.GetRequiredService<StatusBoard>()))
        .AddSingleton(provider => new SourceGauges(provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), provider.GetRequiredService<IBotSource>()))
        .AddSingleton(provider => new HoldGauges(provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), provider.GetRequiredService<HoldStore>()))
        .AddSingleton(new PrometheusExporterOptions { ExpectedHistograms = [.. Histograms.All.Select(Expected)] })
        .AddSingleton(provider => new PruneGauges(provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), provider.GetRequiredService<RemovalStore>()))
        .AddSingleton(provider => new PushedTraces(provider.GetRequiredService<DaemonOptions>().OtlpEndpoint, provider.GetRequiredService<Redactor>().Redact))
        .AddSingleton<PrometheusExporter>()
        .AddSingleton(provider => Build(provider.GetRequiredService<PrometheusExporter>(), provider.GetRequiredService<DaemonOptions>().OtlpEndpoint));

    /// <summary>From here on there is a listener: only now the series with zero can be made.</summary>
    public static void StartTelemetry(this IServiceProvider provider)
    {
        _ = provider.GetRequiredService<MeterProvider>();
        _ = provider.GetRequiredService<PushedTraces>();
        _ = provider.GetRequiredService<FleetGauges>();
        _ = provider.GetRequiredService<SourceGauges>();
        _ = provider.GetRequiredService<HoldGauges>();
        _ = provider.GetRequiredService<PruneGauges>();
        provider.GetRequiredService<ReconcilerMetrics>().PublishZeros();
    }

    private static ExpectedHistogram Expected(HistogramShape shape)
    {
        ExpectedHistogram expected = new(shape.Name, HistogramShape.Unit, shape.Description, shape.Bounds);
        return shape.Label is { } label ? expected with { Series = [.. shape.Values.Select(value => (KeyValuePair<string, object?>[])[new(label, value)])] } : expected;
    }

    private static MeterProvider Build(PrometheusExporter page, Uri? push)
    {
        var builder = Sdk.CreateMeterProviderBuilder().AddMeter(ReconcilerMetrics.MeterName).AddPrometheusExporter(page);
        foreach (var gauge in FleetGauges.PerBot) builder.AddView(gauge, new MetricStreamConfiguration { CardinalityLimit = SeriesPerBotGauge });
        builder.AddView(FleetGauges.PerCondition, new MetricStreamConfiguration { CardinalityLimit = SeriesPerBotGauge * ConditionsPerBot });
        if (push is not null) builder.SetResourceBuilder(OtlpPush.Resource()).AddOtlpExporter(otlp => OtlpPush.Configure(otlp, push, "metrics"));

        return builder.Build();
    }
}
