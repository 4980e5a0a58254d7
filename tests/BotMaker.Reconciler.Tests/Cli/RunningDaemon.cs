using System.Collections;
using BotMaker.Reconciler.Cli;

namespace BotMaker.Reconciler.Tests.Cli;

/// <summary>The daemon in this process, on the engine in memory.</summary>
internal sealed class RunningDaemon : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _error = new();
    private readonly Task<int> _run;

    private RunningDaemon(World world, string[] more)
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Synchronized(_error), new Hashtable(), IsInteractive: false);
        _run = Task.Run(() => CommandLine.RunAsync([.. world.RunArguments, .. more], terminal, Program.Pipeline, _stop.Token));
    }

    public string Log => _error.ToString();

    /// <summary>Returns when every manifest's bot is ready.</summary>
    public static async Task<RunningDaemon> StartAsync(World world, int bots, CancellationToken cancellationToken, params string[] more)
    {
        var daemon = new RunningDaemon(world, more);
        while (!daemon._run.IsCompleted)
        {
            if (File.Exists(world.Socket))
            {
                using var client = new DaemonClient(world.Socket);
                await foreach (var change in ReadyBotsAsync(client, bots, cancellationToken)) _ = change;
                return daemon;
            }

            await Task.Yield();
        }

        throw new AssertionException($"The daemon ended with {await daemon._run}:\n{daemon.Log}");
    }

    /// <summary>Ends it as SIGTERM does.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _error.DisposeAsync();
    }

    private static async IAsyncEnumerable<string> ReadyBotsAsync(DaemonClient client, int bots, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> ready = new(StringComparer.Ordinal);
        if (bots == 0) yield break;
        await foreach (var change in client.WatchAsync(cancellationToken))
        {
            if (change.Bot?.Status.Find("Ready")?.Status is "True") ready.Add(change.Name);
            yield return change.Name;
            if (ready.Count >= bots) yield break;
        }
    }
}
