using System.Net;
using System.Text.RegularExpressions;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotMaker.Testing.EngineServer;

/// <summary>Containers, but for commands inside them.</summary>
internal static class ContainerEndpoints
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes, IContainerEngine engine)
    {
        IContainerOperations containers = engine.Containers;
        routes.MapGet("/containers/json", context => ListAsync(context, containers));
        routes.MapGet("/containers/{id}/json", async context => await WireAnswer.JsonAsync(
            context, EngineAnswerJson.Default.ContainerInspection, await containers.InspectAsync(Id(context), context.RequestAborted)));
        routes.MapPost("/containers/create", context => CreateAsync(context, containers));
        routes.MapPost("/containers/{id}/start", async context =>
            await WireAnswer.MutationAsync(context, await containers.StartAsync(Id(context), context.RequestAborted)));
        routes.MapPost("/containers/{id}/stop", async context =>
            await WireAnswer.MutationAsync(context, await containers.StopAsync(Id(context), Grace(context), context.RequestAborted)));
        MapChange(routes, "POST", "/containers/{id}/kill", context => containers.KillAsync(
            Id(context), WireRequest.Text(context, "signal") is { Length: > 0 } signal ? signal : "SIGKILL", context.RequestAborted));
        MapChange(routes, "POST", "/containers/{id}/pause", context => containers.PauseAsync(Id(context), context.RequestAborted));
        MapChange(routes, "POST", "/containers/{id}/unpause", context => containers.UnpauseAsync(Id(context), context.RequestAborted));
        MapChange(routes, "POST", "/containers/{id}/rename", context =>
            containers.RenameAsync(Id(context), WireRequest.Text(context, "name"), context.RequestAborted));
        MapChange(routes, "DELETE", "/containers/{id}", context => containers.RemoveAsync(
            Id(context), WireRequest.Flag(context, "force"), WireRequest.Flag(context, "v"), context.RequestAborted));
        routes.MapPost("/containers/{id}/update", context => UpdateAsync(context, containers));
        routes.MapPost("/containers/{id}/wait", context => WaitAsync(context, containers));
        routes.MapGet("/containers/{id}/logs", context => ContainerLogStream.WriteAsync(context, containers));
    }

    private static void MapChange(IEndpointRouteBuilder routes, string method, string path, Func<HttpContext, Task> change) =>
        routes.MapMethods(path, [method], async context =>
        {
            await change(context);
            await WireAnswer.EmptyAsync(context);
        });

    private static string Id(HttpContext context) => WireRequest.Route(context, "id");

    private static TimeSpan? Grace(HttpContext context) => WireRequest.Text(context, "t") switch
    {
        "" => null,
        var text when int.TryParse(text, out int seconds) => TimeSpan.FromSeconds(seconds),
        var text => throw WireRequest.Refusal(HttpStatusCode.InternalServerError, $"strconv.Atoi: parsing \"{text}\": invalid syntax"),
    };

    private static async Task ListAsync(HttpContext context, IContainerOperations containers)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters = WireRequest.Filters(context, "label", "name", "network", "id", "status");
        var query = new ContainerListQuery
        {
            All = WireRequest.Flag(context, "all") || filters.Of("status").Count > 0,
            Labels = filters.Of("label"),
            Network = filters.FirstOf("network"),
        };
        IEnumerable<ContainerSummary> found = await containers.ListAsync(query, context.RequestAborted);
        if (filters.Of("name") is { Count: > 0 } names) found = found.Where(line => names.Any(name => Named(line, name)));
        if (filters.Of("id") is { Count: > 0 } ids) found = found.Where(line => ids.Any(id => line.Id.StartsWith(id, StringComparison.Ordinal)));
        if (filters.Of("status") is { Count: > 0 } states) found = found.Where(line => states.Contains(line.State, StringComparer.Ordinal));
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.ListContainerSummary, [.. found]);
    }

    // A pattern that matches anywhere, with the slash and without.
    private static bool Named(ContainerSummary line, string pattern) =>
        line.Names?.Any(name => Regex.IsMatch(name, pattern, RegexOptions.None, PatternTimeout) || Regex.IsMatch(name.TrimStart('/'), pattern, RegexOptions.None, PatternTimeout)) is true;

    private static async Task CreateAsync(HttpContext context, IContainerOperations containers)
    {
        CreateContainerRequest request = await WireRequest.BodyAsync(context, EngineRequestJson.Default.CreateContainerRequest);
        CreatedContainer created = await containers.CreateAsync(WireRequest.Text(context, "name"), request, context.RequestAborted);
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.CreatedContainer, created, HttpStatusCode.Created);
    }

    private static async Task UpdateAsync(HttpContext context, IContainerOperations containers)
    {
        UpdateContainerRequest request = await WireRequest.BodyAsync(context, EngineRequestJson.Default.UpdateContainerRequest);
        IReadOnlyList<string> warnings = await containers.UpdateAsync(Id(context), request, context.RequestAborted);
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.UpdateAnswer, new UpdateAnswer(warnings.Count == 0 ? null : warnings));
    }

    private static async Task WaitAsync(HttpContext context, IContainerOperations containers)
    {
        ContainerWaitCondition condition = WireRequest.Text(context, "condition") switch
        {
            "next-exit" => ContainerWaitCondition.NextExit,
            "removed" => ContainerWaitCondition.Removed,
            _ => ContainerWaitCondition.NotRunning,
        };
        long exitCode = await containers.WaitAsync(Id(context), condition, context.RequestAborted);
        await WireAnswer.JsonAsync(context, EngineAnswerJson.Default.WaitAnswer, new WaitAnswer(exitCode, Error: null));
    }
}
