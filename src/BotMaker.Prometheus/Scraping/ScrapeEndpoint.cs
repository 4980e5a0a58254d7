using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BotMaker.Prometheus.Scraping;

/// <summary>Answers one scrape. Nothing of the response is decided before the collection succeeded.</summary>
internal sealed class ScrapeEndpoint(PrometheusExporter exporter)
{
    private static readonly byte[] Failed =
        Encoding.UTF8.GetBytes("The collection of metrics failed, so there is no page. The reason is in the log.\n");

    public async Task AnswerAsync(HttpContext context)
    {
        var format = ContentNegotiation.Format(context.Request.Headers.Accept);
        var gzip = ContentNegotiation.Gzip(context.Request.Headers.AcceptEncoding);
        try
        {
            var page = await exporter.ScrapeAsync(format, context.RequestAborted);
            var body = gzip ? page.Gzip : page.Plain;
            if (gzip)
                context.Response.Headers.ContentEncoding = "gzip";
            context.Response.Headers.Vary = $"{HeaderNames.Accept}, {HeaderNames.AcceptEncoding}";
            await SendAsync(context, StatusCodes.Status200OK, page.ContentType, body);
        }
        catch (MetricCollectionException)
        {
            // Logged once by the exporter, however many scrapes shared the collection. The text may hold what must not leave, so it is not sent.
            await SendAsync(context, StatusCodes.Status500InternalServerError, "text/plain; charset=utf-8", [Failed]);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The scraper has gone away.
        }
    }

    private static async Task SendAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte>[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Sum(segment => (long)segment.Length);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        foreach (var segment in body)
            await context.Response.Body.WriteAsync(segment, context.RequestAborted);
    }
}
