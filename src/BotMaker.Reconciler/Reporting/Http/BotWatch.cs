using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.Reconciler.Reporting.Documents;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>
/// A stream of server-sent events: first every bot (<c>bot</c>) and one <c>listed</c>, then each that changes and each that goes (<c>removed</c>).
/// A slow reader meets the newest state of a bot and not each one between, so that it never costs memory.
/// </summary>
internal sealed class BotWatch(StatusBoard board, BotDocuments documents, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var end = ends.Token;
        var shown = BoardSnapshot.Empty;
        var next = board.Snapshot();
        try
        {
            await SendChangesAsync(context.Response, shown, next, end);
            await context.Response.WriteAsync("event: listed\ndata: {}\n\n", end);
            while (true)
            {
                await context.Response.Body.FlushAsync(end);
                shown = next;
                next = await NextAsync(context.Response, shown, end);
                await SendChangesAsync(context.Response, shown, next, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the daemon ends.
        }
    }

    private async Task<BoardSnapshot> NextAsync(HttpResponse response, BoardSnapshot shown, CancellationToken end)
    {
        var change = board.WaitForChangeAsync(shown.Version, end);
        while (true)
        {
            try
            {
                return await change.WaitAsync(KeepAlive, time, end);
            }
            catch (TimeoutException)
            {
                // Without a word now and then nobody would notice that the reader is gone.
                await response.WriteAsync(": \n\n", end);
                await response.Body.FlushAsync(end);
            }
        }
    }

    private async Task SendChangesAsync(HttpResponse response, BoardSnapshot shown, BoardSnapshot next, CancellationToken end)
    {
        foreach (var (id, entry) in next.Bots)
        {
            // Entries that did not change are the same objects in both snapshots.
            if (!ReferenceEquals(shown.Bots.GetValueOrDefault(id), entry)) await SendAsync(response, "bot", documents.Of(entry), DocumentJson.Default.BotDocument, end);
        }

        foreach (var id in shown.Bots.Keys)
        {
            if (!next.Bots.ContainsKey(id)) await SendAsync(response, "removed", new RemovedDocument(id.Value), DocumentJson.Default.RemovedDocument, end);
        }
    }

    private static Task SendAsync<T>(HttpResponse response, string name, T document, JsonTypeInfo<T> type, CancellationToken end) =>
        response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(document, type)}\n\n", end);
}
