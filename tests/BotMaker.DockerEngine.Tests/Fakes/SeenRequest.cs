using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace BotMaker.DockerEngine.Tests.Fakes;

/// <summary>A request as the fake engine saw it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Version">From the path's prefix; null without one.</param>
/// <param name="Path">Without the prefix, not decoded.</param>
/// <param name="Query">Decoded.</param>
/// <param name="RawQuery">As it came.</param>
/// <param name="Headers">By name.</param>
/// <param name="Body">As text.</param>
internal sealed partial record SeenRequest(
    string Method,
    string? Version,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    string RawQuery,
    IReadOnlyDictionary<string, string> Headers,
    string Body)
{
    public static async Task<SeenRequest> FromAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var path = context.Request.Path.Value!;
        var match = Prefix().Match(path);
        return new SeenRequest(
            context.Request.Method,
            match.Success ? match.Groups[1].Value : null,
            match.Success ? path[(match.Groups[1].Length + 2)..] : path,
            context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
    }

    [GeneratedRegex(@"^/v(\d+\.\d+)/")]
    private static partial Regex Prefix();
}
