using System.Text.Json;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>Deletions that wait for somebody's word, and the way back from the trash.</summary>
/// <param name="commands">What it asks of others.</param>
/// <param name="records">Which bots are known.</param>
/// <param name="trash">What is kept of deleted ones.</param>
/// <param name="logger">Says who did it.</param>
public sealed partial class RemovalEndpoints(RemovalCommands commands, BotRecordStore records, TrashStore trash, ILogger<RemovalEndpoints> logger)
{
    private readonly ILogger<RemovalEndpoints> _logger = logger;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiEndpoints.Prefix}/prune", context => JsonAnswer.WriteAsync(context, commands.List(), DocumentJson.Default.PruneDocument));
        routes.MapPost($"{ApiEndpoints.Prefix}/prune", ConfirmAsync);
        routes.MapGet($"{ApiEndpoints.Prefix}/trash", TrashAsync);
        routes.MapPost($"{ApiEndpoints.Prefix}/bots/{{id}}/undelete", UndeleteAsync);
    }

    private async Task ConfirmAsync(HttpContext context)
    {
        if (await TokenAsync(context) is not { } token) return;
        if (await commands.ConfirmAsync(token, context.RequestAborted) is not { } confirmed)
        {
            await JsonAnswer.ProblemAsync(
                context, StatusCodes.Status409Conflict, $"The token {token} does not stand for what is to be confirmed now. Look at `botmaker prune` again and use the token that it prints.");
            return;
        }

        Confirmed(ApiPeer.Of(context).Name, string.Join(", ", confirmed));
        foreach (var id in confirmed) commands.Look(id);
        await JsonAnswer.WriteAsync(context, commands.List(), DocumentJson.Default.PruneDocument);
    }

    private Task TrashAsync(HttpContext context)
    {
        var kept = records.KnownIds.Select(id => (Id: id, records.Get(id).Retired)).Where(pair => pair.Retired is not null);
        return JsonAnswer.WriteAsync(
            context,
            new TrashListDocument([.. trash.Entries.Select(Of)], [.. kept.Select(pair => new KeptBotDocument(pair.Id.Value, pair.Retired!.Policy.ToString(), pair.Retired.At))]),
            DocumentJson.Default.TrashListDocument);
    }

    private async Task UndeleteAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        if (!BotId.TryParse(name, out var id) || trash.Find(id) is not { } entry)
        {
            var (status, why) = WhyNot(name, BotId.TryParse(name, out var known) ? known : null);
            await JsonAnswer.ProblemAsync(context, status, why);
            return;
        }

        entry = trash.Wanted(id) ?? trash.Want(entry);
        Wanted(id, ApiPeer.Of(context).Name, entry.Name);
        var manifest = commands.LastManifest(entry);
        commands.Look(id);
        await JsonAnswer.WriteAsync(context, new UndeleteDocument(Of(entry), commands.HasManifest(id), manifest), DocumentJson.Default.UndeleteDocument);
    }

    private (int Status, string Why) WhyNot(string? name, BotId? id) => id is { } known && records.Knows(known)
        ? records.Get(known).Retired is { } retired
            ? (StatusCodes.Status409Conflict, $"Bot '{name}' was not deleted: its deletion policy {retired.Policy} keeps it. Put its manifest back, and it is looked after again.")
            : (StatusCodes.Status409Conflict, $"Bot '{name}' is not deleted. If its manifest is gone, put it back, and nothing has happened.")
        : (StatusCodes.Status404NotFound, $"Nothing of a bot '{name}' is in the trash. `botmaker undelete` lists what is.");

    private TrashEntryDocument Of(TrashEntry entry) =>
        new(entry.Bot.Value, entry.Name, entry.DeletedAt, entry.IsWanted ? null : entry.DeletedAt + commands.Retention, entry.Manifest);

    /// <summary>Null: there was none, and the answer says so.</summary>
    private static async Task<string?> TokenAsync(HttpContext context)
    {
        try
        {
            var request = context.Request.ContentLength is 0 ? null : await JsonSerializer.DeserializeAsync(context.Request.Body, DocumentJson.Default.PruneRequestDocument, context.RequestAborted);
            if (request?.Token is { Length: > 0 } token) return token;
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "token is missing: a GET of the same path gives it.");
        }
        catch (JsonException exception)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, $"The body must be a JSON object with token: {exception.Message}");
        }

        return null;
    }

    [LoggerMessage(7201, LogLevel.Warning, "{By} confirmed what no manifest holds any more: {Names}")]
    private partial void Confirmed(string by, string names);

    [LoggerMessage(7202, LogLevel.Information, "{BotId} is wanted back by {By}: {Entry}")]
    private partial void Wanted(BotId botId, string by, string entry);
}
