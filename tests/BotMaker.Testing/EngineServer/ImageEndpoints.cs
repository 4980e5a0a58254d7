using System.Net;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotMaker.Testing.EngineServer;

/// <summary>Images. A reference has slashes of its own, so these paths are taken apart from their end.</summary>
internal static class ImageEndpoints
{
    private const string InspectEnd = "/json";
    private const string TagEnd = "/tag";

    public static void Map(IEndpointRouteBuilder routes, IContainerEngine engine)
    {
        IImageOperations images = engine.Images;
        routes.MapGet("/images/json", context => ListAsync(context, images));
        routes.MapPost("/images/create", context => PullAsync(context, images));
        routes.MapGet("/images/{**path}", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.ImageInspection, await images.InspectAsync(Reference(context, InspectEnd), context.RequestAborted)));
        routes.MapPost("/images/{**path}", async context =>
        {
            await images.TagAsync(Reference(context, TagEnd), WireRequest.Text(context, "repo"), WireRequest.Text(context, "tag"), context.RequestAborted);
            await WireAnswer.EmptyAsync(context, HttpStatusCode.Created);
        });
        routes.MapDelete("/images/{**path}", async context =>
        {
            await images.RemoveAsync(WireRequest.Route(context, "path"), WireRequest.Flag(context, "force"), context.RequestAborted);
            await WireAnswer.EmptyAsync(context, HttpStatusCode.OK);
        });
    }

    private static string Reference(HttpContext context, string end)
    {
        string path = WireRequest.Route(context, "path");
        return path.EndsWith(end, StringComparison.Ordinal) ? path[..^end.Length] : throw WireRequest.Refusal(HttpStatusCode.NotFound, "page not found");
    }

    private static async Task ListAsync(HttpContext context, IImageOperations images)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters = WireRequest.Filters(context, "label", "dangling");
        var query = new ImageListQuery
        {
            Labels = filters.Of("label"),
            Dangling = filters.FirstOf("dangling") switch { null => null, var text => text is "true" or "1" },
        };
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.ListImageSummary, [.. await images.ListAsync(query, context.RequestAborted)]);
    }

    // What fails before the first line has a status of its own; what fails later is a line of the 200 stream.
    private static async Task PullAsync(HttpContext context, IImageOperations images)
    {
        string tag = WireRequest.Text(context, "tag");
        string reference = $"{WireRequest.Text(context, "fromImage")}{(tag.Length == 0 ? "" : tag.Contains(':', StringComparison.Ordinal) ? "@" : ":")}{tag}";
        try
        {
            await foreach (PullProgress progress in images.PullAsync(reference, credentials: null, context.RequestAborted))
                await WireAnswer.LineAsync(context, EngineAnswerJson.Default.PullMessage, Write(progress));
        }
        catch (DockerEngineException failure) when (failure.Kind is EngineErrorKind.PullFailed)
        {
            var error = new PullMessage { Error = failure.Message, ErrorDetail = new PullMessage.PullError { Message = failure.Message } };
            await WireAnswer.LineAsync(context, EngineAnswerJson.Default.PullMessage, error);
        }
    }

    private static PullMessage Write(PullProgress progress) => new()
    {
        Status = progress.Status,
        Id = progress.LayerId,
        Detail = progress.CurrentBytes is null && progress.TotalBytes is null
            ? null
            : new PullMessage.Progress { Current = progress.CurrentBytes, Total = progress.TotalBytes },
    };
}
