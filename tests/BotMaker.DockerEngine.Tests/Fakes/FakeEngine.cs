using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BotMaker.DockerEngine.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace BotMaker.DockerEngine.Tests.Fakes;

/// <summary>A scripted engine: a real HTTP server on a real socket that answers what a test tells it to, and notes what it was asked.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly Dictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"bm-{Guid.NewGuid():N}.sock");
    private readonly WebApplication _server;

    private FakeEngine(X509Certificate2? serverCertificate, X509Certificate2? clientCertificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            if (serverCertificate is null)
                kestrel.ListenUnixSocket(_socket, listen => listen.Protocols = HttpProtocols.Http1);
            else
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
                {
                    https.ServerCertificate = serverCertificate;
                    https.ClientCertificateMode = clientCertificate is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (shown, _, _) => string.Equals(shown.Thumbprint, clientCertificate?.Thumbprint, StringComparison.Ordinal);
                }));
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>What the ping says; null leaves the header out.</summary>
    public string? ApiVersion { get; set; } = "1.41";

    public bool Podman { get; set; }

    public int Pings => _seen.Count(request => request.Path is "/_ping");

    /// <summary>Without the pings.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _seen.Where(request => request.Path is not "/_ping")];

    public EngineEndpoint Endpoint => EngineEndpoint.Parse($"unix://{_socket}");

    public int Port => new Uri(_server.Urls.First()).Port;

    public static async Task<FakeEngine> StartAsync(X509Certificate2? serverCertificate = null, X509Certificate2? clientCertificate = null)
    {
        var engine = new FakeEngine(serverCertificate, clientCertificate);
        await engine._server.StartAsync();
        return engine;
    }

    /// <summary>Scripts an answer. The path is without version prefix and query.</summary>
    public void On(string method, string path, RequestDelegate answer) => _answers[$"{method} {path}"] = answer;

    public void On(string method, string path, string json, int status = 200) => On(method, path, context => WriteAsync(context, status, json, "application/json"));

    public void OnStatus(string method, string path, int status) => On(method, path, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public static Task WriteAsync(HttpContext context, int status, string text, string? mediaType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        return context.Response.WriteAsync(text);
    }

    /// <summary>Sends one chunk, flushed.</summary>
    public static async Task SendAsync(HttpContext context, byte[] bytes)
    {
        await context.Response.Body.WriteAsync(bytes);
        await context.Response.Body.FlushAsync();
    }

    public static Task SendAsync(HttpContext context, string text) => SendAsync(context, Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
        File.Delete(_socket);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await SeenRequest.FromAsync(context);
        _seen.Enqueue(request);
        if (request.Path is "/_ping" && !_answers.ContainsKey("GET /_ping"))
        {
            if (ApiVersion is not null)
                context.Response.Headers["Api-Version"] = ApiVersion;
            if (Podman)
                context.Response.Headers["Libpod-Api-Version"] = "4.3.1";
            await WriteAsync(context, 200, "OK", "text/plain");
        }
        else if (_answers.TryGetValue($"{request.Method} {request.Path}", out var answer))
        {
            await answer(context);
        }
        else
        {
            await WriteAsync(context, 404, """{"message":"page not found"}""", "application/json");
        }
    }
}
