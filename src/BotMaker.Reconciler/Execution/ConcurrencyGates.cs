namespace BotMaker.Reconciler.Execution;

/// <summary>How many of the engine's dear calls run at a time: beyond a few, more only adds latency for everybody.</summary>
public sealed class ConcurrencyGates(int starts, int pulls) : IDisposable
{
    private readonly SemaphoreSlim _starts = new(starts);
    private readonly SemaphoreSlim _pulls = new(pulls);

    public Task<T> StartAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => ThroughAsync(_starts, call, cancellationToken);

    public Task<T> PullAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => ThroughAsync(_pulls, call, cancellationToken);

    public void Dispose()
    {
        _starts.Dispose();
        _pulls.Dispose();
    }

    private static async Task<T> ThroughAsync<T>(SemaphoreSlim gate, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await call();
        }
        finally
        {
            gate.Release();
        }
    }
}
