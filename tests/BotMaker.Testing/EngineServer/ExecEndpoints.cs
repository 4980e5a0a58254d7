using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotMaker.Testing.EngineServer;

/// <summary>
/// Commands inside containers. The API has three calls where the engine's seam has one, so the command runs from its creation on; a
/// refusal (no such container, not running) is thus known where the API gives it.
/// </summary>
internal sealed class ExecEndpoints
{
    private readonly ConcurrentDictionary<string, Task<ExecResult>> _commands = new(StringComparer.Ordinal);
    private readonly IContainerEngine _engine;
    private long _last;

    private ExecEndpoints(IContainerEngine engine) => _engine = engine;

    public static void Map(IEndpointRouteBuilder routes, IContainerEngine engine)
    {
        var endpoints = new ExecEndpoints(engine);
        routes.MapPost("/containers/{id}/exec", endpoints.CreateAsync);
        routes.MapPost("/exec/{id}/start", endpoints.StartAsync);
        routes.MapGet("/exec/{id}/json", endpoints.InspectAsync);
    }

    private async Task CreateAsync(HttpContext context)
    {
        ExecCreateBody body = await WireRequest.BodyAsync(context, EngineRequestJson.Default.ExecCreateBody);
        var request = new ExecRequest { Command = body.Cmd, User = body.User, Env = body.Env };

        // It outlives its caller, as on a real engine.
        Task<ExecResult> command = _engine.Containers.ExecAsync(WireRequest.Route(context, "id"), request, CancellationToken.None);
        if (command.IsFaulted) await command;
        string id = Interlocked.Increment(ref _last).ToString("x64", CultureInfo.InvariantCulture);
        _commands[id] = command;
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.IdAnswer, new IdAnswer { Id = id }, HttpStatusCode.Created);
    }

    private async Task StartAsync(HttpContext context)
    {
        Task<ExecResult> command = Find(context);
        if (command.IsFaulted) await command;
        await WireAnswer.OpenStreamAsync(context, "application/vnd.docker.raw-stream");
        ExecResult result = await command.WaitAsync(context.RequestAborted);
        await WriteAsync(context, LogStream.Stdout, result.Stdout);
        await WriteAsync(context, LogStream.Stderr, result.Stderr);
    }

    private static async Task WriteAsync(HttpContext context, LogStream stream, string text)
    {
        if (text.Length > 0) await ContainerLogStream.WriteAsync(context, new LogFrame(stream, Encoding.UTF8.GetBytes(text)), framed: true);
    }

    private async Task InspectAsync(HttpContext context)
    {
        Task<ExecResult> command = Find(context);
        ExecInspectAnswer answer = command.IsCompleted ? new(Running: false, (await command).ExitCode) : new(Running: true, ExitCode: null);
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.ExecInspectAnswer, answer);
    }

    private Task<ExecResult> Find(HttpContext context)
    {
        string id = WireRequest.Route(context, "id");
        return _commands.TryGetValue(id, out Task<ExecResult>? command) ? command : throw WireRequest.Refusal(HttpStatusCode.NotFound, $"No such exec instance: {id}");
    }
}
