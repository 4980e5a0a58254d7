using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Errors;

/// <summary>Turns an answer with an error status into the one exception of the client.</summary>
internal static class StatusFailure
{
    private const int MaxErrorBytes = 64 * 1024;

    public static EngineErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => EngineErrorKind.Forbidden,
        404 => EngineErrorKind.NotFound,
        409 => EngineErrorKind.Conflict,
        429 or 503 => EngineErrorKind.Busy,
        >= 400 and < 500 => EngineErrorKind.Invalid,
        >= 500 and < 600 => EngineErrorKind.ServerError,
        _ => EngineErrorKind.Protocol,
    };

    public static async Task<DockerEngineException> ReadAsync(EngineReply reply, EngineOperation operation)
    {
        var text = await ReadTextAsync(reply);
        var message = MessageOf(text, reply.MediaType);
        if (message.Length == 0)
            message = string.Create(CultureInfo.InvariantCulture, $"The engine answered {(int)reply.Status} to {operation.Words} without saying why.");
        return new DockerEngineException(KindOf(reply.Status), operation.Words, message, reply.Status);
    }

    /// <summary>
    /// A refused version, recognised by its text: the status is a plain 400 and the body JSON or not. Nothing was done, so the call may be
    /// made again with another version.
    /// </summary>
    public static bool IsVersionRefusal(DockerEngineException failure) =>
        failure.StatusCode is HttpStatusCode.BadRequest
        && failure.Message.StartsWith("client version ", StringComparison.Ordinal)
        && (failure.Message.Contains(" is too old", StringComparison.Ordinal) || failure.Message.Contains(" is too new", StringComparison.Ordinal));

    // Some errors come as plain text, so JSON is only believed when the content type says so.
    private static string MessageOf(string text, string? mediaType)
    {
        if (mediaType is null || !mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            return text.Trim();
        try
        {
            return JsonSerializer.Deserialize(text, EngineAnswerJson.Default.ErrorMessage)?.Message?.Trim() ?? text.Trim();
        }
        catch (JsonException)
        {
            return text.Trim();
        }
    }

    private static async Task<string> ReadTextAsync(EngineReply reply)
    {
        var body = await reply.OpenBodyAsync();
        await using (body)
        {
            var buffer = new byte[MaxErrorBytes];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, reply.Deadline.Token);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
