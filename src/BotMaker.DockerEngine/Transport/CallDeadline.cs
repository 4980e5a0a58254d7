namespace BotMaker.DockerEngine.Transport;

/// <summary>
/// The time limit of one call together with its caller's token. It lives until the body has been read: a limit that ends with the headers
/// would let a stalled body hang for ever.
/// </summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _callerCancels;

    /// <param name="limit">Null or infinite: only the caller ends the call.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="caller">The caller's token.</param>
    public CallDeadline(TimeSpan? limit, TimeProvider timeProvider, CancellationToken caller)
    {
        Limit = limit ?? Timeout.InfiniteTimeSpan;
        Caller = caller;
        _source = new CancellationTokenSource(Limit, timeProvider);
        Token = _source.Token;
        _callerCancels = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public TimeSpan Limit { get; private set; }

    public CancellationToken Caller { get; private set; }

    public CancellationToken Token { get; }

    /// <summary>The time is up. Ask about <see cref="Caller"/> first: its cancellation ends the call too.</summary>
    public bool Expired => Token.IsCancellationRequested;

    /// <summary>Starts the limit anew, for the next stretch of silence.</summary>
    public void Arm(TimeSpan limit)
    {
        Limit = limit;
        _source.CancelAfter(limit);
    }

    /// <summary>While the consumer works, and for streams that may rightly be silent.</summary>
    public void Disarm() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>The call goes on although its caller's token may be cancelled later: that was for opening only.</summary>
    public void DetachCaller()
    {
        _callerCancels.Dispose();
        Caller = CancellationToken.None;
    }

    /// <summary>Ends a read that is under way on another thread: disposing the answer alone would leave it waiting.</summary>
    public void Cancel() => _source.Cancel();

    public void Dispose()
    {
        _callerCancels.Dispose();
        _source.Dispose();
    }
}
