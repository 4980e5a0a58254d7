using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>The same documents as those of an <see cref="EventStream"/>, as messages of a WebSocket: one document each.</summary>
internal static class WebSocketEvents
{
    /// <summary>Sends until there is no more or the reader closes.</summary>
    /// <param name="context">A request for a WebSocket.</param>
    /// <param name="batches">What is sent.</param>
    /// <param name="type">How a document is written.</param>
    /// <param name="ends">The reader left, or the daemon ends; is cancelled when the reader closes.</param>
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "The end of the close awaits it.")]
    public static async Task SendAsync<T>(HttpContext context, IAsyncEnumerable<IReadOnlyList<T>> batches, JsonTypeInfo<T> type, CancellationTokenSource ends)
    {
        // Browsers let any page open a WebSocket anywhere, and send whose page it was.
        if (context.Request.Headers.Origin is [{ } origin] && !IsSameHost(origin, context.Request.Host))
        {
            await JsonAnswer.ProblemAsync(context, StatusCodes.Status403Forbidden, "A page of another origin may not read this.");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var closed = WatchForCloseAsync(socket, ends);
        try
        {
            await foreach (var batch in batches)
            {
                foreach (var document in batch)
                    await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(document, type), WebSocketMessageType.Text, endOfMessage: true, ends.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The reader left, or the daemon ends.
        }

        await CloseAsync(socket, closed);
    }

    private static bool IsSameHost(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>A reader has nothing to say but goodbye.</summary>
    private static async Task WatchForCloseAsync(WebSocket socket, CancellationTokenSource ends)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
                // What it says is not looked at.
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone without a word.
        }

        await ends.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket, Task closed)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
            await closed.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
            await closed;
        }
    }
}
