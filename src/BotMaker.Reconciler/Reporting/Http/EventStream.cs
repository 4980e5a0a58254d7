using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace BotMaker.Reconciler.Reporting.Http;

/// <summary>
/// An answer of server-sent events. It is written no faster than it is read, so what comes must bear a reader that stands still; a reader that is gone
/// is noticed by the next word, of which there is one every so often.
/// </summary>
internal sealed class EventStream(HttpResponse response, TimeProvider time)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <param name="batches">Each is sent at once.</param>
    /// <param name="type">How a document is written.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="end">The reader left, or the daemon ends.</param>
    public async Task SendAsync<T>(IAsyncEnumerable<IReadOnlyList<T>> batches, JsonTypeInfo<T> type, Func<T, string> name, CancellationToken end)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // A pager that waits for its reader is no attack.
        if (response.HttpContext.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        try
        {
            await response.BodyWriter.FlushAsync(end);
            await using var next = batches.GetAsyncEnumerator(end);
            while (await MoveNextAsync(next, end))
            {
                foreach (var document in next.Current) Write(response.BodyWriter, name(document), document, type);
                await response.BodyWriter.FlushAsync(end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // As it should be.
        }
    }

    private async Task<bool> MoveNextAsync<T>(IAsyncEnumerator<T> batches, CancellationToken end)
    {
        var moved = batches.MoveNextAsync();
        if (moved.IsCompleted) return await moved;
        var pending = moved.AsTask();
        while (true)
        {
            try
            {
                return await pending.WaitAsync(KeepAlive, time, CancellationToken.None);
            }
            catch (TimeoutException) when (!pending.IsCompleted)
            {
                response.BodyWriter.Write(": \n\n"u8);
                // An enumerator that is asked for its next may not be disposed of.
                await ((Task)response.BodyWriter.FlushAsync(end).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static void Write<T>(IBufferWriter<byte> output, string name, T document, JsonTypeInfo<T> type)
    {
        output.Write("event: "u8);
        Encoding.UTF8.GetBytes(name, output);
        output.Write("\ndata: "u8);
        using (var json = new Utf8JsonWriter(output)) JsonSerializer.Serialize(json, document, type);
        output.Write("\n\n"u8);
    }
}
