using System.Runtime.CompilerServices;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>What happened lately: a list, or with <c>watch</c> a stream that goes on.</summary>
/// <param name="events">What happened.</param>
/// <param name="board">Which bots there are.</param>
/// <param name="redact">Takes secret values out of what the engine or a bot said.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends streams, which would end by themselves never.</param>
public sealed class EventEndpoints(EventLog events, StatusBoard board, Func<string, string> redact, TimeProvider time, CancellationToken stopping)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiEndpoints.Prefix}/events", context => AnswerAsync(context, bot: null)).WithMetadata(Described("What happened lately, of all bots"));
        routes.MapGet($"{ApiEndpoints.Prefix}/bots/{{id}}/events", AnswerForBotAsync).WithMetadata(Described("What happened lately to a bot"));
    }

    /// <summary>The last events of a bot, oldest first.</summary>
    public IReadOnlyList<BotEventDocument> Of(BotId bot) => [.. events.After(0, bot).Select(Of)];

    private static ApiOperation Described(string summary) => new(summary)
    {
        Answer = DocumentJson.Default.EventListDocument, Streams = true, Query = [("watch", "true: a stream that goes on, each event a document of the list")],
    };

    private Task AnswerForBotAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        // A bot that is gone is not forgotten at once.
        return BotId.TryParse(name, out var id) && (board.Find(id) is not null || events.After(0, id).Count > 0)
            ? AnswerAsync(context, id)
            : JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"There is no bot '{name}'. `botmaker get` lists those that are known.");
    }

    private async Task AnswerAsync(HttpContext context, BotId? bot)
    {
        switch (context.Request.Query["watch"].ToString())
        {
            case "" or "0" or "false":
                await JsonAnswer.WriteAsync(context, new EventListDocument([.. events.After(0, bot).Select(Of)]), DocumentJson.Default.EventListDocument);
                break;
            case "1" or "true":
                using (var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping))
                    await new EventStream(context.Response, time).SendAsync(FollowAsync(bot, ends.Token), DocumentJson.Default.BotEventDocument, static _ => "event", ends.Token);
                break;
            default:
                await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, "watch must be true or false.");
                break;
        }
    }

    /// <summary>A slow reader meets what the log still holds.</summary>
    private async IAsyncEnumerable<IReadOnlyList<BotEventDocument>> FollowAsync(BotId? bot, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = 0L;
        while (true)
        {
            // First the end, then what is before it: what comes between is seen twice at worst by the wait, never missed.
            var end = events.Last;
            var next = events.After(seen, bot);
            if (next.Count > 0) yield return [.. next.Select(Of)];
            seen = next.Count > 0 ? Math.Max(end, next[^1].Number) : Math.Max(seen, end);
            await events.WaitAsync(seen, cancellationToken);
        }
    }

    private BotEventDocument Of(BotEvent happened) => new(
        happened.Number,
        happened.Bot.Value,
        happened.Kind.ToString(),
        happened.IsWarning ? "Warning" : "Normal",
        happened.Reason,
        redact(happened.Message),
        happened.Count,
        happened.FirstAt,
        happened.LastAt);
}
