using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotMaker.Testing.EngineServer;

/// <summary>The engine itself: ping, version, info, disk usage, events.</summary>
internal static class SystemEndpoints
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private static readonly string[] PingMethods = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder routes, IContainerEngine engine)
    {
        routes.MapMethods("/_ping", PingMethods, async context =>
        {
            await engine.System.PingAsync(context.RequestAborted);
            context.Response.ContentType = "text/plain; charset=utf-8";
            if (HttpMethods.IsGet(context.Request.Method)) await context.Response.WriteAsync("OK", context.RequestAborted);
        });
        routes.MapGet("/version", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.EngineVersion, await engine.System.GetVersionAsync(context.RequestAborted)));
        routes.MapGet("/info", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.EngineInfo, await engine.System.GetInfoAsync(context.RequestAborted)));
        routes.MapGet("/system/df", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.DiskUsageAnswer, Write(await engine.System.GetDiskUsageAsync(context.RequestAborted))));
        routes.MapGet("/events", context => StreamEventsAsync(context, engine));
    }

    private static async Task StreamEventsAsync(HttpContext context, IContainerEngine engine)
    {
        // Unknown keys are ignored here, unlike in lists.
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters = WireRequest.Filters(context);
        var query = new EngineEventQuery
        {
            Types = filters.Of("type"),
            Actions = filters.Of("event"),
            Labels = filters.Of("label"),
            SinceNanoseconds = WireRequest.Nanoseconds(context, "since"),
            UntilNanoseconds = WireRequest.Nanoseconds(context, "until"),
        };
        await using EngineEventStream stream = await engine.System.OpenEventsAsync(query, context.RequestAborted);
        await WireAnswer.OpenStreamAsync(context, "application/json");
        await foreach (EngineEvent engineEvent in stream.ReadAllAsync(context.RequestAborted))
            await WireAnswer.LineAsync(context, EngineAnswerJson.Default.EventMessage, Write(engineEvent));
    }

    private static EventMessage Write(EngineEvent engineEvent) => new()
    {
        Type = engineEvent.Type,
        Action = engineEvent.Action,
        Actor = new EventMessage.EventActor { Id = engineEvent.ActorId, Attributes = new(engineEvent.Attributes, StringComparer.Ordinal) },
        Time = engineEvent.TimeNanoseconds / NanosecondsPerSecond,
        TimeNano = engineEvent.TimeNanoseconds,
    };

    private static DiskUsageAnswer Write(EngineDiskUsage usage) => new()
    {
        LayersSize = usage.LayersBytes,
        Containers = [new(usage.ContainersBytes)],
        Volumes = [new(new(usage.VolumesBytes))],
        BuildCache = [new(usage.BuildCacheBytes, Shared: false)],
    };
}
