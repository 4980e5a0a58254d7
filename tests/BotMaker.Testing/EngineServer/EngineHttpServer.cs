using System.Net;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotMaker.Testing.EngineServer;

/// <summary>
/// Serves an engine of this process as the Docker Engine HTTP API on a Unix socket, so that the real executable can run against thousands of
/// simulated bots. It translates and decides nothing: what the engine refuses goes out with the status and the words of a real one, and
/// where the engine is down the connection breaks.
/// </summary>
public sealed class EngineHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EngineHttpServer(WebApplication app, string socketPath)
    {
        _app = app;
        SocketPath = socketPath;
    }

    public string SocketPath { get; }

    /// <summary>For <c>DOCKER_HOST</c>.</summary>
    public string Address => $"unix://{SocketPath}";

    /// <param name="engine">Not disposed with the server.</param>
    /// <param name="socketPath">Absolute; a file that is there is replaced.</param>
    /// <param name="onRequest">Told of every request as it arrives, before the engine is: method, and path with query.</param>
    public static async Task<EngineHttpServer> StartAsync(IContainerEngine engine, string socketPath, Action<string, string>? onRequest = null)
    {
        // Asked once: otherwise every request would count as two calls.
        EnginePing ping = await engine.System.PingAsync();
        File.Delete(socketPath);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.ListenUnixSocket(socketPath);

            // Streams are silent for as long as nothing happens, and their readers may be slow.
            options.Limits.MinResponseDataRate = null;
            options.Limits.MinRequestBodyDataRate = null;
        });
        WebApplication app = builder.Build();
        if (onRequest is not null)
        {
            app.Use(next => context =>
            {
                onRequest(context.Request.Method, context.Request.Path + context.Request.QueryString.Value);
                return next(context);
            });
        }

        app.Use(next => context => AnswerAsync(context, next, ping.ApiVersion, app.Lifetime.ApplicationStopping));
        app.UseRouting();
        SystemEndpoints.Map(app, engine);
        ContainerEndpoints.Map(app, engine);
        ExecEndpoints.Map(app, engine);
        ImageEndpoints.Map(app, engine);
        NetworkEndpoints.Map(app, engine);
        app.MapFallback(static context => WireAnswer.RefuseAsync(context, HttpStatusCode.NotFound, "page not found"));
        await app.StartAsync();
        return new EngineHttpServer(app, socketPath);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, Version newest, CancellationToken stopping)
    {
        // Open streams would hold up the end of the server.
        await using CancellationTokenRegistration end = stopping.Register(context.Abort);
        context.Response.Headers["Api-Version"] = newest.ToString(2);
        context.Response.Headers["Ostype"] = "linux";
        context.Response.Headers.Server = "Docker/20.10.24 (linux)";
        try
        {
            if (WireVersion.Strip(context.Request) is { } asked && asked > newest)
            {
                string refusal = $"client version {asked.ToString(2)} is too new. Maximum supported API version is {newest.ToString(2)}";
                await WireAnswer.RefuseAsync(context, HttpStatusCode.BadRequest, refusal);
            }
            else
            {
                await next(context);
            }
        }
        catch (DockerEngineException failure) when (failure.StatusCode is { } status && !context.Response.HasStarted)
        {
            await WireAnswer.RefuseAsync(context, status, failure.Message);
        }
        catch (Exception exception) when (exception is DockerEngineException or OperationCanceledException or IOException)
        {
            // The engine is down or gave up half-way, or the caller has gone: a real one breaks the connection too.
            context.Abort();
        }
    }
}
