using System.Threading.Channels;

namespace BotMaker.Reconciler.Manifests;

/// <summary>Says that something may have happened. Many rings are one; a ring while nobody waits is kept. One waiter at a time.</summary>
internal sealed class Doorbell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task<bool>? _waiting;

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <returns>False: the time is over.</returns>
    public async Task<bool> WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        // A wait that was given up stays open for the next one, or its ring would be lost.
        _waiting ??= _rings.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        try
        {
            await _waiting.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }

        _waiting = null;
        _rings.Reader.TryRead(out _);
        return true;
    }
}
