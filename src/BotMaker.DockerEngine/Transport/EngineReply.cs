using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.DockerEngine.Errors;

namespace BotMaker.DockerEngine.Transport;

/// <summary>An answer of the engine whose body is still open. Disposing it closes the connection unless the body was read to its end.</summary>
internal sealed class EngineReply(EngineRequest request, HttpResponseMessage response, CallDeadline deadline, string endpoint) : IDisposable
{
    public HttpStatusCode Status => response.StatusCode;

    public CallDeadline Deadline => deadline;

    /// <summary>Null when the engine does not say, as the logs of older engines.</summary>
    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public async Task<Stream> OpenBodyAsync() => await response.Content.ReadAsStreamAsync(deadline.Token);

    public async Task<T> ReadJsonAsync<T>(JsonTypeInfo<T> typeInfo)
    {
        var body = await OpenBodyAsync();
        await using (body)
        {
            var value = await JsonSerializer.DeserializeAsync(body, typeInfo, deadline.Token);
            return value ?? throw new JsonException("the answer is null");
        }
    }

    /// <summary>Reads what is left, so that the connection can be used again.</summary>
    public async Task DrainAsync()
    {
        var body = await OpenBodyAsync();
        await using (body)
            await body.CopyToAsync(Stream.Null, deadline.Token);
    }

    /// <summary>What to throw for something that went wrong while the body was read.</summary>
    public Exception Translate(Exception exception) => TransportFailure.Translate(exception, request.Operation, deadline, endpoint);

    public void Dispose()
    {
        response.Dispose();
        deadline.Dispose();
    }
}
