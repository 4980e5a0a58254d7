using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus.Tests;

/// <summary>A real Kestrel on a free loopback port that serves one meter, wired as the daemon wires it.</summary>
internal sealed class ScrapeServer : IAsyncDisposable
{
    private static int _count;

    private readonly WebApplication _app;

    private ScrapeServer(WebApplication app, Meter meter, CapturedLog log)
    {
        _app = app;
        Meter = meter;
        Log = log;
        // No automatic decompression: the tests look at what is on the wire.
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Meter Meter { get; }

    public CapturedLog Log { get; }

    public HttpClient Client { get; }

    public MeterProvider Provider => _app.Services.GetRequiredService<MeterProvider>();

    public static async Task<ScrapeServer> StartAsync(
        Action<MeterProviderBuilder>? configure = null, PrometheusExporterOptions? options = null, bool withProvider = true)
    {
        var meter = new Meter(string.Create(CultureInfo.InvariantCulture, $"scrape-test-{Interlocked.Increment(ref _count)}"));
        var log = new CapturedLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (options is not null)
            builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<PrometheusExporter>();
        if (withProvider)
            builder.Services.AddSingleton(services =>
            {
                var metrics = Sdk.CreateMeterProviderBuilder()
                    .AddMeter(meter.Name)
                    .AddPrometheusExporter(services.GetRequiredService<PrometheusExporter>());
                configure?.Invoke(metrics);
                return metrics.Build()!;
            });
        var app = builder.Build();
        app.MapPrometheus("/metrics");
        await app.StartAsync();
        return new ScrapeServer(app, meter, log);
    }

    public async Task<HttpResponseMessage> SendAsync(string? accept = null, string? acceptEncoding = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, "/metrics");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (acceptEncoding is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        return await Client.SendAsync(request);
    }

    /// <summary>The page, of a scrape that must succeed.</summary>
    public async Task<string> ScrapeAsync(string? accept = null)
    {
        using var response = await SendAsync(accept);
        response.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Meter.Dispose();
    }
}
