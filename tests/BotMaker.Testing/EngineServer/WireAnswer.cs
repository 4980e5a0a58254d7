using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using Microsoft.AspNetCore.Http;

namespace BotMaker.Testing.EngineServer;

/// <summary>Writes answers as the engine does.</summary>
internal static class WireAnswer
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public static async Task JsonAsync<T>(HttpContext context, JsonTypeInfo<T> type, T value, HttpStatusCode status = HttpStatusCode.OK)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>One line of a stream, sent at once.</summary>
    public static async Task LineAsync<T>(HttpContext context, JsonTypeInfo<T> type, T value)
    {
        await context.Response.Body.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(value, type), .. LineEnd], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public static Task EmptyAsync(HttpContext context, HttpStatusCode status = HttpStatusCode.NoContent)
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    }

    public static Task MutationAsync(HttpContext context, MutationResult result) =>
        EmptyAsync(context, result is MutationResult.AlreadySo ? HttpStatusCode.NotModified : HttpStatusCode.NoContent);

    public static Task RefuseAsync(HttpContext context, HttpStatusCode status, string message) =>
        JsonAsync(context, EngineAnswerJson.Default.ErrorMessage, new ErrorMessage(message), status);

    /// <summary>Sends the headers of a stream whose first byte may be long in coming: started alone, they would wait for it.</summary>
    public static async Task OpenStreamAsync(HttpContext context, string? contentType)
    {
        context.Response.ContentType = contentType;
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
