using System.Runtime.CompilerServices;
using System.Text.Json;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Events;

/// <summary>The engine's event stream over one connection of its own.</summary>
/// <param name="http">Told when the engine is lost.</param>
/// <param name="reply">The open answer.</param>
/// <param name="selection">Null: the engine filters.</param>
internal sealed class DockerEventStream(EngineHttp http, EngineReply reply, EventSelection? selection) : EngineEventStream
{
    private int _read;
    private int _disposed;

    public override async IAsyncEnumerable<EngineEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (Interlocked.Exchange(ref _read, 1) != 0)
            throw new InvalidOperationException("An event stream can be read once; open another one.");

        // A cancellation closes the connection, which the reply's own token stands for: the reading then ends with what the reader asked for.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(reply.Deadline.Token, cancellationToken);
        IAsyncEnumerator<EventMessage?>? messages = null;
        try
        {
            while (true)
            {
                EngineEvent? item;
                try
                {
                    messages ??= JsonSerializer
                        .DeserializeAsyncEnumerable(await reply.OpenBodyAsync(), EngineAnswerJson.Default.EventMessage, topLevelValues: true, ended.Token)
                        .GetAsyncEnumerator(ended.Token);
                    if (!await messages.MoveNextAsync())
                        yield break;
                    item = messages.Current?.ToEvent();
                }
                catch (Exception exception)
                {
                    throw Translate(exception, cancellationToken);
                }

                if (item is not null && selection?.Matches(item) is not false)
                    yield return item;
            }
        }
        finally
        {
            if (messages is not null)
                await messages.DisposeAsync();
        }
    }

    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            reply.Deadline.Cancel();
            reply.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private Exception Translate(Exception exception, CancellationToken reader) =>
        reader.IsCancellationRequested ? new OperationCanceledException(exception.Message, exception, reader)
        : _disposed != 0 ? new ObjectDisposedException("The event stream was closed by this client.", exception)
        : http.Lost(reply.Translate(exception));
}
