namespace BotMaker.Reconciler.Hosting.Run;

/// <summary>The host neither listens to signals nor talks: <see cref="DaemonRun"/> does.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
