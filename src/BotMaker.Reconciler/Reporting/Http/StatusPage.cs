using System.Collections.Frozen;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>The status page: files inside the program. It gets what it shows from the API and puts it in as text.</summary>
public static class StatusPage
{
    // Nothing from elsewhere, nothing inline, no frame around it: what a bot or a registry says can never become code here.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, (string Type, byte[] Bytes)> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["index.html"] = "text/html; charset=utf-8",
        ["locked.html"] = "text/html; charset=utf-8",
        ["opened.html"] = "text/html; charset=utf-8",
        ["page.css"] = "text/css; charset=utf-8",
        ["page.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    }.ToFrozenDictionary(file => file.Key, file => (file.Value, Read(file.Key)), StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", static context => WriteAsync(context, "index.html"));
        foreach (var file in (string[])["page.css", "page.js", "icon.svg"]) routes.MapGet($"/page/{file}", context => WriteAsync(context, file));
    }

    /// <summary>One of the files, under the page's policy. The status is the caller's.</summary>
    internal static Task WriteAsync(HttpContext context, string file)
    {
        var (type, bytes) = Files[file];
        var headers = context.Response.Headers;
        context.Response.ContentType = type;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(StatusPage).Assembly.GetManifestResourceStream($"page/{file}") ?? throw new InvalidOperationException($"The program was built without its page/{file}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
