namespace BotMaker.Reconciler.Benchmarks.Measuring;

/// <summary>Waits for what cannot be awaited.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static async Task HoldsAsync(string what, TimeSpan patience, Func<Task<bool>> condition, CancellationToken cancellationToken, TimeSpan? pause = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > patience) throw new TimeoutException($"within {patience.TotalSeconds:0} s it did not come to this: {what}");
            await Task.Delay(pause ?? Pause, TimeProvider.System, cancellationToken);
        }
    }
}
