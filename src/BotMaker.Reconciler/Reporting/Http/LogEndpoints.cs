using System.Globalization;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Logs;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>Bots' output: server-sent events, or a WebSocket with the same documents as messages.</summary>
/// <param name="hub">Where it comes from.</param>
/// <param name="board">Which bots there are.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Ends streams, which would end by themselves never.</param>
public sealed class LogEndpoints(LogHub hub, StatusBoard board, TimeProvider time, CancellationToken stopping)
{
    public const string Route = $"{ApiEndpoints.Prefix}/bots/{{id}}/logs";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Route, ReadAsync).WithMetadata(new ApiOperation("What a bot says: a stream, or a WebSocket with the same documents")
    {
        Answer = DocumentJson.Default.LogEventDocument,
        Streams = true,
        Query =
        [
            ("follow", "true: go on with what comes"), ("tail", "last lines of what was before, or all; 200 unless since is given"),
            ("since", "nothing older than this time (RFC 3339)"), ("timestamps", "true: with the time of each line"),
        ],
    });

    private async Task ReadAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["id"] as string;
        if (!BotId.TryParse(name, out var id) || board.Find(id) is null)
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, $"There is no bot '{name}'. `botmaker get` lists those that are known.");
            return;
        }

        if (!TryQuery(context.Request.Query, out var query, out var withTimes, out var problem))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        using var reader = hub.TryOpen(id, query);
        if (reader is null)
        {
            await JsonAnswer.ProblemAsync(
                context, StatusCodes.Status503ServiceUnavailable,
                string.Create(CultureInfo.InvariantCulture, $"Bots' output is read {LogLimits.Readers} times already, which is as often as it may be. Try again when others have finished."));
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        if (context.WebSockets.IsWebSocketRequest)
        {
            await WebSocketEvents.SendAsync(context, EventsAsync(reader, withTimes, ends.Token), DocumentJson.Default.LogEventDocument, ends);
            return;
        }

        var stream = new EventStream(context.Response, time);
        await stream.SendAsync(EventsAsync(reader, withTimes, ends.Token), DocumentJson.Default.LogEventDocument, static document => document.Type, ends.Token);
    }

    private static async IAsyncEnumerable<IReadOnlyList<LogEventDocument>> EventsAsync(
        LogReader reader, bool withTimes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batches = reader.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            LogEventDocument? failure = null;
            try
            {
                if (!await batches.MoveNextAsync()) break;
            }
            catch (DockerEngineException exception)
            {
                failure = new LogEventDocument("mark") { Text = $"The engine does not give the output: {exception.Message}" };
            }

            if (failure is not null)
            {
                yield return [failure];
                break;
            }

            yield return [.. Documents(batches.Current, withTimes)];
        }

        yield return [new LogEventDocument("end")];
    }

    private static IEnumerable<LogEventDocument> Documents(LogBatch batch, bool withTimes)
    {
        if (batch.Dropped > 0) yield return new("dropped") { Dropped = batch.Dropped };
        foreach (var line in batch.Lines)
        {
            yield return new(line.Kind == LogLineKind.Mark ? "mark" : "line")
            {
                Time = withTimes ? line.At : null,
                Stream = line.Kind switch { LogLineKind.Stdout => "stdout", LogLineKind.Stderr => "stderr", _ => null },
                Text = line.Text,
                Cut = line.IsCut,
            };
        }
    }

    private bool TryQuery(IQueryCollection values, out LogQuery query, out bool withTimes, out string problem)
    {
        (query, withTimes, problem) = (new LogQuery(), false, "");
        if (!TryFlag(values["follow"], out var follow) || !TryFlag(values["timestamps"], out withTimes))
        {
            problem = "follow and timestamps must be true or false.";
            return false;
        }

        DateTimeOffset? since = null;
        if (values["since"].ToString() is { Length: > 0 } sinceText)
        {
            if (!DateTimeOffset.TryParse(sinceText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || at > time.GetUtcNow().AddDays(1) || at < DateTimeOffset.UnixEpoch)
            {
                problem = "since must be a time as 2026-01-31T12:00:00Z, and not in the future.";
                return false;
            }

            since = at;
        }

        int? tail = since is null ? LogLimits.DefaultTail : null;
        if (values["tail"].ToString() is { Length: > 0 } tailText)
        {
            tail = null;
            if (tailText is not "all")
            {
                if (!int.TryParse(tailText, NumberStyles.None, CultureInfo.InvariantCulture, out var lines))
                {
                    problem = "tail must be a whole number from 0 on, or all.";
                    return false;
                }

                tail = lines;
            }
        }

        query = new LogQuery { Follow = follow, Since = since, Tail = tail };
        return true;
    }

    private static bool TryFlag(string? text, out bool value)
    {
        value = text is "1" or "true";
        return value || text is null or "" or "0" or "false";
    }
}
