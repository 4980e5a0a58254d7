using BotMaker.Prometheus.Scraping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace BotMaker.Prometheus;

public static class PrometheusEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves the page for GET and HEAD at <paramref name="pattern"/>: Prometheus text format 0.0.4, or OpenMetrics 1.0.0 where the
    /// <c>Accept</c> header prefers it, with gzip where <c>Accept-Encoding</c> allows it.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route.</param>
    /// <param name="exporter">The exporter to serve, or null for the one in the application's services.</param>
    public static IEndpointConventionBuilder MapPrometheus(
        this IEndpointRouteBuilder endpoints, string pattern = "/metrics", PrometheusExporter? exporter = null)
    {
        if (exporter is null)
        {
            exporter = endpoints.ServiceProvider.GetRequiredService<PrometheusExporter>();
            // A meter provider listens only once it is built, and a singleton that nobody asks for never is.
            _ = endpoints.ServiceProvider.GetService<MeterProvider>();
        }
        RequestDelegate answer = new ScrapeEndpoint(exporter).AnswerAsync;
        return endpoints.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer).WithDisplayName("Prometheus metrics");
    }
}
