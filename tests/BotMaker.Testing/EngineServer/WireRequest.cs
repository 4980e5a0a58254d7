using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using Microsoft.AspNetCore.Http;

namespace BotMaker.Testing.EngineServer;

/// <summary>Reads requests as the engine does.</summary>
internal static class WireRequest
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static string Text(HttpContext context, string key) => context.Request.Query[key].ToString();

    public static string Route(HttpContext context, string key) => (string)context.Request.RouteValues[key]!;

    public static bool Flag(HttpContext context, string key) => Text(context, key) is "1" or "true" or "True";

    /// <summary>Seconds and an optional fraction, whose digits are nanoseconds: a fraction that is not padded to nine digits is read as fewer.</summary>
    public static long? Nanoseconds(HttpContext context, string key)
    {
        if (Text(context, key) is not { Length: > 0 } text) return null;
        string[] parts = text.Split('.', 2);
        long fraction = 0;
        return long.TryParse(parts[0], out long seconds) && (parts.Length == 1 || long.TryParse(parts[1], out fraction))
            ? (seconds * NanosecondsPerSecond) + fraction
            : throw Refusal(HttpStatusCode.InternalServerError, $"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    /// <summary>The filters by key. Keys that are not among the known ones are refused where the engine refuses them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Filters(HttpContext context, params ReadOnlySpan<string> known)
    {
        if (Text(context, "filters") is not { Length: > 0 } text) return new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        Dictionary<string, IReadOnlyList<string>> filters;
        try
        {
            filters = JsonSerializer.Deserialize(text, EngineRequestJson.Default.DictionaryStringIReadOnlyListString) ?? [];
        }
        catch (JsonException exception)
        {
            throw Refusal(HttpStatusCode.InternalServerError, exception.Message);
        }

        foreach (string key in filters.Keys)
        {
            if (known.Length > 0 && !known.Contains(key)) throw Refusal(HttpStatusCode.BadRequest, $"Invalid filter '{key}'");
        }

        return filters;
    }

    public static IReadOnlyList<string> Of(this IReadOnlyDictionary<string, IReadOnlyList<string>> filters, string key) =>
        filters.TryGetValue(key, out IReadOnlyList<string>? values) ? values : [];

    public static string? FirstOf(this IReadOnlyDictionary<string, IReadOnlyList<string>> filters, string key) => filters.Of(key) is [var first, ..] ? first : null;

    /// <summary>A body that cannot be read is a 500 on the engine that is served here, 400 on newer ones.</summary>
    public static async Task<T> BodyAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw new JsonException("EOF");
        }
        catch (JsonException exception)
        {
            throw Refusal(HttpStatusCode.InternalServerError, exception.Message);
        }
    }

    public static DockerEngineException Refusal(HttpStatusCode status, string message) =>
        new(StatusFailure.KindOf(status), "request", message, status);
}
