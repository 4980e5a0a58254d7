using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>Makes one-time addresses of the status page. On the socket alone: whoever may open that may see everything anyway.</summary>
/// <param name="sessions">Takes the codes.</param>
/// <param name="address">Of the TCP listener; null: it is off.</param>
public sealed class UiEndpoint(PageSessions sessions, Func<string?> address)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost($"{ApiEndpoints.Prefix}/ui", context =>
    {
        if (address() is not { } listener)
            return JsonAnswer.ProblemAsync(context, StatusCodes.Status409Conflict, "Http:Listen is off, so there is no address for a browser. Set it, for example to 127.0.0.1:9464.");
        var (code, ends) = sessions.Issue();
        return JsonAnswer.WriteAsync(context, new UiDocument($"{Reachable(listener)}{PageGuard.SessionPath}?code={code}", ends), DocumentJson.Default.UiDocument);
    });

    /// <summary>An address that stands for all of the host's is none that a browser could open.</summary>
    private static string Reachable(string listener) =>
        listener.Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//[::1]:", StringComparison.Ordinal);
}
