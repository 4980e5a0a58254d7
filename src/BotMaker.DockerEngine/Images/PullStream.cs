using System.Text.Json;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Json;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Images;

/// <summary>
/// A running pull. It has succeeded only when its stream ends cleanly without an error line: a registry that fails half-way is reported
/// inside the 200 answer. Observed at its end, since its headers say nothing.
/// </summary>
internal sealed class PullStream : IDisposable
{
    private readonly EngineReply _reply;
    private readonly string _reference;
    private readonly TimeSpan _idleLimit;
    private readonly EngineHttp.CallWatch _watch;
    private IAsyncEnumerator<PullMessage?>? _messages;
    private bool _told;

    private PullStream(EngineReply reply, string reference, TimeSpan idleLimit, EngineHttp.CallWatch watch)
    {
        _reply = reply;
        _reference = reference;
        _idleLimit = idleLimit;
        _watch = watch;
    }

    public static async Task<PullStream> OpenAsync(EngineHttp http, EngineRequest request, string reference, CancellationToken cancellationToken)
    {
        var watch = http.StartWatch(request.Operation);
        try
        {
            return new PullStream(await http.SendAsync(request, versioned: true, cancellationToken), reference, http.Timeouts.PullIdle, watch);
        }
        catch (Exception exception)
        {
            watch.Failed(exception);
            throw;
        }
    }

    /// <summary>The next line that says something; null at the clean end.</summary>
    public async Task<PullProgress?> NextAsync()
    {
        try
        {
            while (await ReadAsync() is { } message)
            {
                if ((message.ErrorDetail?.Message ?? message.Error) is { } error)
                    throw Failed(error);
                if (message.Status is { Length: > 0 } status)
                    return new PullProgress(status, message.Id, message.Detail?.Current, message.Detail?.Total);
            }

            _told = true;
            _watch.Finished(_reply);
            return null;
        }
        catch (Exception exception)
        {
            var failure = Translate(exception);
            _told = true;
            _watch.Failed(failure);
            if (ReferenceEquals(failure, exception))
                throw;
            throw failure;
        }
    }

    /// <summary>Before the end this closes the connection, upon which the engine gives the pull up.</summary>
    public void Dispose()
    {
        if (!_told)
            _watch.Failed(new OperationCanceledException());
        _reply.Dispose();
    }

    // The limit is on the engine's silence: it does not run while the consumer works.
    private async Task<PullMessage?> ReadAsync()
    {
        _reply.Deadline.Arm(_idleLimit);
        _messages ??= JsonSerializer
            .DeserializeAsyncEnumerable(await _reply.OpenBodyAsync(), EngineAnswerJson.Default.PullMessage, topLevelValues: true, _reply.Deadline.Token)
            .GetAsyncEnumerator(_reply.Deadline.Token);
        var more = await _messages.MoveNextAsync();
        _reply.Deadline.Disarm();
        return more ? _messages.Current ?? new PullMessage() : null;
    }

    private Exception Translate(Exception exception)
    {
        var failure = _reply.Translate(exception);
        return failure is DockerEngineException { Kind: EngineErrorKind.Unavailable or EngineErrorKind.Protocol } cut
            ? Failed($"the engine's answer broke off ({cut.Message})", cut)
            : failure;
    }

    private DockerEngineException Failed(string reason, Exception? inner = null) => new(
        EngineErrorKind.PullFailed,
        EngineOperation.ImagePull.Words,
        $"Pulling {_reference} failed: {reason}",
        statusCode: null,
        inner);
}
