namespace BotMaker.Reconciler.Manifests;

/// <summary>After a first ring: waits until the bell has been quiet for a while, because a save is several events and a checkout thousands.</summary>
internal static class QuietMoment
{
    /// <summary>A directory that is never quiet is scanned after this time all the same.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <param name="settle">How long no ring may come; each one begins it anew.</param>
    public static async Task WaitAsync(Doorbell bell, TimeSpan settle, TimeProvider time, CancellationToken cancellationToken)
    {
        var latest = time.GetUtcNow() + LongestWait;
        while (latest - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            if (!await bell.WaitAsync(left < settle ? left : settle, time, cancellationToken)) return;
        }
    }
}
