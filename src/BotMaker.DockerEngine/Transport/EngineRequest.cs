using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotMaker.DockerEngine.Transport;

/// <summary>A call to make. Immutable, so that it can be sent a second time after a renegotiation.</summary>
internal sealed record EngineRequest(EngineOperation Operation, TimeSpan? Timeout)
{
    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");

    /// <summary>Id, name or reference for the path's placeholder.</summary>
    public string? Target { get; init; }

    public QueryText Query { get; init; } = QueryText.Empty;

    /// <summary>JSON, already in bytes.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Value of <c>X-Registry-Auth</c>: a secret.</summary>
    public string? RegistryAuth { get; init; }

    public static byte[] Json<T>(T value, JsonTypeInfo<T> typeInfo) => JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);

    /// <param name="apiVersion">Null: the unversioned path, which only the ping may use.</param>
    public HttpRequestMessage ToMessage(Version? apiVersion)
    {
        var prefix = apiVersion is null ? "" : $"/v{apiVersion.ToString(2)}";

        // The host is a constant: the connection is ours, and a socket path would be a malformed Host header.
        var address = new Uri($"http://docker{prefix}{Operation.PathFor(Target)}{Query}");
        var message = new HttpRequestMessage(new HttpMethod(Operation.Method), address)
        {
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = JsonMediaType;
        }

        if (RegistryAuth is not null)
            message.Headers.TryAddWithoutValidation("X-Registry-Auth", RegistryAuth);
        return message;
    }

    // Bodies carry the environment of containers, headers carry passwords: neither may end in a log.
    public override string ToString() => $"{Operation.Method} {Operation.PathTemplate}";
}
