using System.Threading.RateLimiting;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>
/// How many requests are served at once, by what they cost: streams that stay, work for every bot, and the rest. Streams are fewer than connections,
/// so that there is always one left for a question.
/// </summary>
internal sealed class RequestLimits
{
    public const int Streams = 128;

    private const int Costly = 2;
    private const int CostlyWaiting = 16;
    private const int Others = 64;
    private const int OthersWaiting = 128;

    private readonly ConcurrencyLimiter _streams = Limiter(Streams, 0);
    private readonly ConcurrencyLimiter _costly = Limiter(Costly, CostlyWaiting);
    private readonly ConcurrencyLimiter _others = Limiter(Others, OthersWaiting);

    /// <summary>Who is one too many is told to come again.</summary>
    public void Use(IApplicationBuilder app) => app.Use(next => async context =>
    {
        using var lease = await For(context.Request).AcquireAsync(1, context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = "1";
        await JsonAnswer.ProblemAsync(context, StatusCodes.Status429TooManyRequests, "Too many requests of this kind are served already. Try again when others have finished.");
    });

    private ConcurrencyLimiter For(HttpRequest request)
    {
        if (request.Query["watch"].ToString() is "1" or "true" || request.Path.Value?.EndsWith("/logs", StringComparison.Ordinal) is true) return _streams;
        return request.Path.Value is $"{ApiEndpoints.Prefix}/plan" or $"{ApiEndpoints.Prefix}/reconcile" ? _costly : _others;
    }

    private static ConcurrencyLimiter Limiter(int permits, int waiting) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
}
