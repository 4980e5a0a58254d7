using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>Hands out the gateway token that was generated for a bot: the one answer that holds a secret. On the socket only, and never without a line in the log.</summary>
/// <param name="board">Which bots there are.</param>
/// <param name="find">The generated token; null: there is none.</param>
/// <param name="logger">Says who got it.</param>
public sealed partial class TokenEndpoint(StatusBoard board, Func<BotId, string?> find, ILogger<TokenEndpoint> logger)
{
    private readonly ILogger<TokenEndpoint> _logger = logger;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost($"{ApiEndpoints.Prefix}/bots/{{id}}/token", HandOutAsync);

    private Task HandOutAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        if (!BotId.TryParse(name, out var id) || board.Find(id) is not { } entry)
            return JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"There is no bot '{name}'. `botmaker get` lists those that are known.");
        if (entry.Intent.Bot?.Spec.Gateway.Token is { } reference)
            return JsonAnswer.ProblemAsync(context, StatusCodes.Status409Conflict, $"The token of '{id}' is the secret '{reference}' of your store (spec.gateway.auth.token); it was not generated here.");
        if (find(id) is not { } token)
            return JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"No token was generated for '{id}' yet: that happens before its first container is made. `botmaker describe {id}` says what it waits for.");
        HandedOut(id, ApiPeer.Of(context).Name);
        context.Response.Headers.CacheControl = "no-store";
        return JsonAnswer.WriteAsync(context, new TokenDocument(id.Value, token), DocumentJson.Default.TokenDocument);
    }

    [LoggerMessage(7151, LogLevel.Warning, "The gateway token of {BotId} was handed to {Who}")]
    private partial void HandedOut(BotId botId, string who);
}
