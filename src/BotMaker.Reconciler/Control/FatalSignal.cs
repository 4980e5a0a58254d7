namespace BotMaker.Reconciler.Control;

/// <summary>Something was found that makes it pointless to go on; the daemon ends with this exception.</summary>
public sealed class FatalSignal
{
    private readonly TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Faults with the exception.</summary>
    public Task Task => _signal.Task;

    public void Raise(Exception exception) => _signal.TrySetException(exception);
}
