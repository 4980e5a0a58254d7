using System.Text.Json;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>Holding one bot or the whole fleet as it is, and letting go.</summary>
/// <param name="holds">What is in force.</param>
/// <param name="board">Which bots there are.</param>
/// <param name="plan">Plan this bot anew.</param>
/// <param name="retry">Plan this bot anew, and try now whatever waits.</param>
/// <param name="starts">How far a run of starts is.</param>
/// <param name="deletionsBlocked">Why nothing is deleted, where that is so.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says who did it.</param>
public sealed partial class HoldEndpoints(
    HoldStore holds,
    StatusBoard board,
    Action<BotId> plan,
    Action<BotId> retry,
    Func<StartsDocument?> starts,
    Func<string?> deletionsBlocked,
    TimeProvider time,
    ILogger<HoldEndpoints> logger)
{
    private const double LongestSeconds = 365 * 24 * 60 * 60;

    private readonly ILogger<HoldEndpoints> _logger = logger;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiEndpoints.Prefix}/fleet", FleetAsync).WithMetadata(new ApiOperation("The freeze, and the holds of single bots") { Answer = DocumentJson.Default.FleetDocument });
        routes.MapPost($"{ApiEndpoints.Prefix}/bots/{{id}}/hold", HoldAsync).WithMetadata(new ApiOperation("Leave a bot exactly as it is for a while") { Request = DocumentJson.Default.HoldRequestDocument, Answer = DocumentJson.Default.HoldDocument });
        routes.MapPost($"{ApiEndpoints.Prefix}/bots/{{id}}/release", ReleaseAsync).WithMetadata(new ApiOperation("End the hold of a bot") { Answer = DocumentJson.Default.ReleaseDocument });
        routes.MapPost($"{ApiEndpoints.Prefix}/freeze", FreezeAsync).WithMetadata(new ApiOperation("Leave the whole fleet exactly as it is") { Request = DocumentJson.Default.HoldRequestDocument, Answer = DocumentJson.Default.HoldDocument });
        routes.MapPost($"{ApiEndpoints.Prefix}/unfreeze", UnfreezeAsync).WithMetadata(new ApiOperation("End the freeze") { Answer = DocumentJson.Default.ReleaseDocument });
    }

    private Task FleetAsync(HttpContext context)
    {
        var document = new FleetDocument(
            holds.Freeze is { } freeze ? HoldDocument.Of(bot: null, freeze) : null,
            [.. holds.Bots.Select(pair => HoldDocument.Of(pair.Key, pair.Value))],
            starts(),
            deletionsBlocked());
        return JsonAnswer.WriteAsync(context, document, DocumentJson.Default.FleetDocument);
    }

    private async Task HoldAsync(HttpContext context)
    {
        if (await BotAsync(context) is not { } id) return;
        if (await ReadAsync(context) is not { } request) return;
        if (request.ForSeconds is null)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "forSeconds is missing: a hold of one bot has an end.");
            return;
        }

        var hold = Of(context, request);
        holds.Put(id, hold);
        Held(id, hold.By, hold.Until!.Value, hold.Reason ?? "");
        plan(id);
        await JsonAnswer.WriteAsync(context, HoldDocument.Of(id, hold), DocumentJson.Default.HoldDocument);
    }

    private async Task ReleaseAsync(HttpContext context)
    {
        if (await BotAsync(context) is not { } id) return;
        var ended = holds.Release(id);
        if (ended is not null) Released(id, ApiPeer.Of(context).Name);
        retry(id);
        await JsonAnswer.WriteAsync(context, new ReleaseDocument(ended is null ? null : HoldDocument.Of(id, ended)), DocumentJson.Default.ReleaseDocument);
    }

    private async Task FreezeAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } request) return;
        var freeze = Of(context, request);
        holds.PutFreeze(freeze);
        Frozen(freeze.By, freeze.Until, freeze.Reason ?? "");
        foreach (var id in board.Snapshot().Bots.Keys) plan(id);
        await JsonAnswer.WriteAsync(context, HoldDocument.Of(bot: null, freeze), DocumentJson.Default.HoldDocument);
    }

    private async Task UnfreezeAsync(HttpContext context)
    {
        var ended = holds.Unfreeze();
        if (ended is not null) Unfrozen(ApiPeer.Of(context).Name);
        foreach (var id in board.Snapshot().Bots.Keys) plan(id);
        await JsonAnswer.WriteAsync(context, new ReleaseDocument(ended is null ? null : HoldDocument.Of(bot: null, ended)), DocumentJson.Default.ReleaseDocument);
    }

    private Hold Of(HttpContext context, HoldRequestDocument request)
    {
        var now = time.GetUtcNow();
        return new Hold
        {
            By = ApiPeer.Of(context).Name,
            Since = now,
            Until = request.ForSeconds is { } seconds ? now + TimeSpan.FromSeconds(seconds) : null,
            Reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(),
        };
    }

    private async Task<BotId?> BotAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        if (BotId.TryParse(name, out var id) && board.Find(id) is not null) return id;
        await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"There is no bot '{name}'. `botmaker get` lists those that are known.");
        return null;
    }

    /// <summary>Null: it was wrong, and the answer says so.</summary>
    private static async Task<HoldRequestDocument?> ReadAsync(HttpContext context)
    {
        try
        {
            var request = context.Request.ContentLength is 0 ? new(null, null) : await JsonSerializer.DeserializeAsync(context.Request.Body, DocumentJson.Default.HoldRequestDocument, context.RequestAborted);
            if (request is not null && request.ForSeconds is null or (> 0 and <= LongestSeconds)) return request;
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "forSeconds must be above 0 and at most 31536000, which is a year.");
        }
        catch (JsonException exception)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, $"The body must be a JSON object with forSeconds and reason: {exception.Message}");
        }

        return null;
    }

    [LoggerMessage(7101, LogLevel.Information, "{BotId} is held as it is by {By} until {Until:O}: {Reason}")]
    private partial void Held(BotId botId, string by, DateTimeOffset until, string reason);

    [LoggerMessage(7102, LogLevel.Information, "{BotId} was released by {By}")]
    private partial void Released(BotId botId, string by);

    [LoggerMessage(7103, LogLevel.Warning, "The fleet is frozen by {By} until {Until:O}: {Reason}")]
    private partial void Frozen(string by, DateTimeOffset? until, string reason);

    [LoggerMessage(7104, LogLevel.Information, "The freeze was ended by {By}")]
    private partial void Unfrozen(string by);
}
