using System.Net;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Volumes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotMaker.Testing.EngineServer;

/// <summary>Networks and volumes.</summary>
internal static class NetworkEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, IContainerEngine engine)
    {
        routes.MapGet("/networks", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.ListNetworkInspection, [.. await engine.Networks.ListAsync(Labels(context), context.RequestAborted)]));
        routes.MapGet("/networks/{id}", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.NetworkInspection, await engine.Networks.InspectAsync(WireRequest.Route(context, "id"), context.RequestAborted)));
        routes.MapPost("/networks/create", async context =>
        {
            CreateNetworkRequest request = await WireRequest.BodyAsync(context, EngineRequestJson.Default.CreateNetworkRequest);
            string id = await engine.Networks.CreateAsync(request, context.RequestAborted);
            await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.IdAnswer, new IdAnswer { Id = id }, HttpStatusCode.Created);
        });
        routes.MapDelete("/networks/{id}", async context =>
        {
            await engine.Networks.RemoveAsync(WireRequest.Route(context, "id"), context.RequestAborted);
            await WireAnswer.EmptyAsync(context);
        });
        routes.MapGet("/volumes", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.VolumeListAnswer, new VolumeListAnswer([.. await engine.Volumes.ListAsync(Labels(context), context.RequestAborted)])));
        routes.MapDelete("/volumes/{name}", async context =>
        {
            await engine.Volumes.RemoveAsync(WireRequest.Route(context, "name"), WireRequest.Flag(context, "force"), context.RequestAborted);
            await WireAnswer.EmptyAsync(context);
        });
    }

    private static IReadOnlyList<string> Labels(HttpContext context) => WireRequest.Filters(context, "label").Of("label");
}
