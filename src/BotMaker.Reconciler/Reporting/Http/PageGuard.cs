using System.Security.Cryptography;
using System.Text;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>
/// What stands before everything on TCP but metrics and health: a session that <c>botmaker ui</c> opened, or the bearer token. Logs and plans are
/// not for every user of the host.
/// </summary>
/// <param name="sessions">Browsers that may.</param>
/// <param name="bearerToken">The token of programs, read anew each time; null: none is accepted.</param>
public sealed class PageGuard(PageSessions sessions, Func<string?> bearerToken)
{
    public const string Cookie = "botmaker_session";
    public const string SessionPath = "/session";

    private const string Scheme = "Bearer ";
    private static readonly string[] Public = ["/metrics", "/healthz", "/readyz", SessionPath];

    public void Use(IApplicationBuilder app) => app.Use(next => context => IsPublic(context.Request.Path) || MaySee(context.Request) ? next(context) : RefuseAsync(context));

    /// <summary>Where the one-time address leads: the code becomes a session.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(SessionPath, async context =>
    {
        if (sessions.Open(context.Request.Query["code"].ToString()) is not { } session)
        {
            await RefuseAsync(context);
            return;
        }

        context.Response.Cookies.Append(Cookie, session, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = PageSessions.SessionLife,
        });
        // A page and no redirect: a browser that followed a link from elsewhere would not send the cookie along with one.
        await StatusPage.WriteAsync(context, "opened.html");
    });

    private static bool IsPublic(PathString path) => Public.Contains(path.Value, StringComparer.Ordinal);

    private bool MaySee(HttpRequest request)
    {
        if (request.Cookies.TryGetValue(Cookie, out var session) && sessions.IsOpen(session)) return true;
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && bearerToken() is { Length: > 0 } token && Same(header[Scheme.Length..].Trim(), token);
    }

    private static bool Same(string given, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static Task RefuseAsync(HttpContext context)
    {
        const string Detail = "This needs a session, which `botmaker ui` on the host opens, or the bearer token of Http:TokenFile.";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? StatusPage.WriteAsync(context, "locked.html")
            : JsonAnswer.ProblemAsync(context, StatusCodes.Status401Unauthorized, Detail);
    }
}
