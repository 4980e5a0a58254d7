namespace BotMaker.Reconciler.Reporting.Http;

/// <summary><c>/healthz</c>: do the loops turn; a no means restart me. <c>/readyz</c>: can the answers be believed; a no means wait.</summary>
public sealed class HealthEndpoints(Func<HealthReport> alive, Func<HealthReport> ready)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", context => AnswerAsync(context, alive()));
        routes.MapGet("/readyz", context => AnswerAsync(context, ready()));
    }

    private static Task AnswerAsync(HttpContext context, HealthReport report)
    {
        context.Response.StatusCode = report.IsGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(report.IsGood ? "ok\n" : string.Concat(report.Problems.Select(problem => $"{problem}\n")), context.RequestAborted);
    }
}
