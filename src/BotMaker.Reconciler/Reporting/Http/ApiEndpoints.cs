using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>The API: all of it on the socket, where whoever may open that may use it; the read-only part on TCP behind <see cref="PageGuard"/>.</summary>
/// <param name="sources">What it answers from.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends streams, which would end by themselves never.</param>
public sealed class ApiEndpoints(ApiSources sources, TimeProvider time, CancellationToken stopping)
{
    public const string Prefix = "/api/v1";

    private readonly BotWatch _watch = new(sources.Board, sources.Documents, time, stopping);

    /// <summary>Everything.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        MapReadOnly(routes);
        routes.MapPost($"{Prefix}/reconcile", async context => await JsonAnswer.WriteAsync(context, await sources.ReconcileAsync(context.RequestAborted), DocumentJson.Default.ReconcileDocument))
            .WithMetadata(new ApiOperation("Scan the manifests now and look at every bot") { Answer = DocumentJson.Default.ReconcileDocument });
        MapDescription(routes);
        sources.Holds.Map(routes);
        sources.Commands.Map(routes);
        sources.Token.Map(routes);
        sources.Removals.Map(routes);
    }

    /// <summary>What the status page needs, and what may be asked over TCP with a credential. Nothing here changes anything or holds a secret.</summary>
    public void MapReadOnly(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Prefix}/bots", ListAsync).WithMetadata(new ApiOperation("All bots; with watch, then every change")
        {
            Answer = DocumentJson.Default.BotListDocument, Streams = true, Query = [("watch", "true: a stream of the events bot, listed and removed")],
        });
        routes.MapGet($"{Prefix}/bots/{{id}}", DescribeAsync).WithMetadata(new ApiOperation("One bot: conditions, what is left to do, revisions, last events") { Answer = DocumentJson.Default.BotDocument });
        routes.MapGet($"{Prefix}/plan", async context => await JsonAnswer.WriteAsync(context, await sources.PlanAsync(context.RequestAborted), DocumentJson.Default.PlanDocument))
            .WithMetadata(new ApiOperation("What would be done now; changes nothing") { Answer = DocumentJson.Default.PlanDocument });
        routes.MapGet($"{Prefix}/version", context => JsonAnswer.WriteAsync(context, sources.Version, DocumentJson.Default.VersionDocument))
            .WithMetadata(new ApiOperation("Version, instance and engine of the daemon") { Answer = DocumentJson.Default.VersionDocument });
        sources.Logs.Map(routes);
        sources.Events.Map(routes);
    }

    /// <summary>Made at the first question, when every route is there.</summary>
    private void MapDescription(IEndpointRouteBuilder routes)
    {
        var text = new Lazy<string>(() => OpenApiDocument.Write(routes.DataSources.SelectMany(source => source.Endpoints), sources.Version.Version).ToJsonString());
        routes.MapGet(OpenApiDocument.Path, context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(text.Value, context.RequestAborted);
        }).WithMetadata(new ApiOperation("This description"));
    }

    private Task ListAsync(HttpContext context) => context.Request.Query["watch"].ToString() switch
    {
        "" or "0" or "false" => JsonAnswer.WriteAsync(context, sources.Documents.List(sources.Board.Snapshot()), DocumentJson.Default.BotListDocument),
        "1" or "true" => _watch.StreamAsync(context),
        _ => JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "watch must be true or false."),
    };

    private Task DescribeAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        return BotId.TryParse(name, out var id) && sources.Board.Find(id) is { } entry
            ? JsonAnswer.WriteAsync(context, Described(entry, id), DocumentJson.Default.BotDocument)
            : JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"There is no bot '{name}'. `botmaker get` lists those that are known.");
    }

    private BotDocument Described(BotEntry entry, BotId id)
    {
        var document = sources.Documents.Describe(entry, sources.Revisions(id));
        return document with { Detail = document.Detail! with { Events = sources.Events.Of(id) } };
    }
}
