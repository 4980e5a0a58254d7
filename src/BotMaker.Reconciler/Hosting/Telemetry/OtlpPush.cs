using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Hosting.Telemetry;

/// <summary>Traces, log lines and metrics by OTLP over HTTP, where <c>Otlp:Endpoint</c> names a receiver.</summary>
internal static class OtlpPush
{
    private const string ServiceName = "botmaker";

    /// <param name="otlp">What is set.</param>
    /// <param name="endpoint">The receiver's base address.</param>
    /// <param name="signal"><c>traces</c>, <c>logs</c> or <c>metrics</c>.</param>
    public static void Configure(OtlpExporterOptions otlp, Uri endpoint, string signal)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        // An address that is set in code is taken as it is.
        otlp.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
    }

    public static ResourceBuilder Resource() => ResourceBuilder.CreateDefault().AddService(ServiceName, serviceVersion: ProductVersion.Text);

    /// <param name="endpoint">The receiver's base address.</param>
    /// <param name="redact">Takes secret values out of a text.</param>
    public static TracerProvider Traces(Uri endpoint, Func<string, string> redact) => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(Resource())
        .AddSource(ReconcileTraces.SourceName)
        .AddProcessor(new RedactedSpans(redact))
        .AddOtlpExporter(otlp => Configure(otlp, endpoint, "traces"))
        .Build();

    /// <param name="logging">Gets one more provider.</param>
    /// <param name="endpoint">The receiver's base address.</param>
    /// <param name="redact">Takes secret values out of a text.</param>
    public static void AddLogs(ILoggingBuilder logging, Uri endpoint, Func<string, string> redact) => logging.AddOpenTelemetry(options =>
    {
        options.SetResourceBuilder(Resource());
        options.IncludeFormattedMessage = true;
        options.IncludeScopes = true;
        options.AddProcessor(new RedactedLogs(redact));
        options.AddOtlpExporter(otlp => Configure(otlp, endpoint, "logs"));
    });
}
