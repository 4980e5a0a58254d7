using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What people ask of one bot: restart it, try it now, explain it.</summary>
/// <param name="board">Which bots there are.</param>
/// <param name="holds">What may not be done.</param>
/// <param name="commands">What is done.</param>
/// <param name="logger">Says who asked.</param>
public sealed partial class CommandEndpoints(StatusBoard board, HoldStore holds, BotCommands commands, ILogger<CommandEndpoints> logger)
{
    private readonly ILogger<CommandEndpoints> _logger = logger;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{ApiEndpoints.Prefix}/bots/{{id}}/restart", context => AskAsync(context, commands.Restart, "restart"));
        routes.MapPost($"{ApiEndpoints.Prefix}/bots/{{id}}/reconcile", context => AskAsync(context, commands.Reconcile, "reconcile"));
        routes.MapGet($"{ApiEndpoints.Prefix}/bots/{{id}}/explain", ExplainAsync);
    }

    private async Task AskAsync(HttpContext context, Func<BotId, DateTimeOffset> command, string verb)
    {
        if (await FindAsync(context) is not { } entry) return;
        var id = entry.Status.Id;
        if (Refusal(entry) is { } refusal)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status409Conflict, refusal);
            return;
        }

        Asked(id, verb, ApiPeer.Of(context).Name);
        await JsonAnswer.WriteAsync(context, new RequestDocument(id.Value, command(id)), DocumentJson.Default.RequestDocument);
    }

    /// <summary>What is left alone is not touched on the quiet: a request that nothing would come of is refused.</summary>
    private string? Refusal(BotEntry entry) => (holds.Freeze, holds.Find(entry.Status.Id), entry.Intent.Bot) switch
    {
        ({ } freeze, _, _) => $"{freeze.By} froze the whole fleet. `botmaker unfreeze` ends that.",
        (_, { } hold, _) => $"{hold.By} holds {entry.Status.Id}. `botmaker release {entry.Status.Id}` ends that.",
        (_, _, { Spec.Suspend: true }) => $"{entry.Status.Id} is suspended by its manifest. Set spec.suspend to false.",
        _ => null,
    };

    private async Task ExplainAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } entry) await JsonAnswer.WriteAsync(context, commands.Explain(entry), DocumentJson.Default.ExplainDocument);
    }

    private async Task<BotEntry?> FindAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        if (BotId.TryParse(name, out var id) && board.Find(id) is { } entry) return entry;
        await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"There is no bot '{name}'. `botmaker get` lists those that are known.");
        return null;
    }

    [LoggerMessage(7111, LogLevel.Information, "{BotId}: {Verb}, asked for by {By}")]
    private partial void Asked(BotId botId, string verb, string by);
}
