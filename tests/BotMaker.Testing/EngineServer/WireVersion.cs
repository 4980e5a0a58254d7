using Microsoft.AspNetCore.Http;

namespace BotMaker.Testing.EngineServer;

/// <summary>The version prefix of a path.</summary>
internal static class WireVersion
{
    /// <summary>Takes <c>/v1.41</c> off the path. Null: there was none, which means the newest.</summary>
    public static Version? Strip(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        int end = path.IndexOf('/', 1);
        if (end < 0 || !path.StartsWith("/v", StringComparison.Ordinal) || !Version.TryParse(path.AsSpan(2, end - 2), out Version? version)) return null;
        request.Path = path[end..];
        return version;
    }
}
