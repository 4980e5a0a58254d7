using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.Reconciler.Reporting.Documents;
using Microsoft.AspNetCore.WebUtilities;

namespace BotMaker.Reconciler.Reporting.Http;

internal static class JsonAnswer
{
    public static Task WriteAsync<T>(HttpContext context, T document, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, document, type, context.RequestAborted);
    }

    /// <summary>An error as RFC 9457 has it.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        var problem = new ProblemDocument("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, context.Request.Path);
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, DocumentJson.Default.ProblemDocument, context.RequestAborted);
    }
}
