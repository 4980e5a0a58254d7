using System.Collections.Concurrent;
using System.Text;
using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Execution.OneShots;

/// <summary>Runs a command in a container of its own and removes the container whatever happens. It carries a purpose, so nobody takes it for a bot.</summary>
internal sealed class OneShotRunner(IContainerEngine engine, string instance, string prefix, TimeProvider time)
{
    private const int MostOutput = 64 * 1024;

    // Names and not ids: a create whose answer is not here yet is ours as well.
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <param name="purpose">Value of the label, and part of the name.</param>
    /// <param name="request">What to run. Labels, log driver and restart policy are set here.</param>
    /// <param name="deadline">It is killed afterwards.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<OneShotResult> RunAsync(string purpose, CreateContainerRequest request, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var name = $"{prefix}-{purpose}-{Guid.NewGuid().ToString("N")[..8]}";
        _running[name] = true;
        try
        {
            var created = await engine.Containers.CreateAsync(
                name,
                request with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.Purpose] = purpose, [Labels.Reconciler] = instance } },
                cancellationToken);
            return await RunCreatedAsync(created.Id, purpose, deadline, cancellationToken);
        }
        finally
        {
            _running.TryRemove(name, out _);
        }
    }

    /// <summary>Removes what an earlier run of the daemon left behind. Only what carries our instance and a purpose, and is not under way here.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        var left = await engine.Containers.ListAsync(new ContainerListQuery { Labels = [Labels.Purpose, $"{Labels.Reconciler}={instance}"] }, cancellationToken);
        foreach (var line in left)
        {
            if (line.Names?.Any(name => _running.ContainsKey(name.TrimStart('/'))) is not true) await RemoveAsync(line.Id);
        }
    }

    private async Task<OneShotResult> RunCreatedAsync(string id, string purpose, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            using var timeout = new CancellationTokenSource(deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                // Waited for before the start, since it may be over before the start's answer is here.
                var ended = engine.Containers.WaitAsync(id, ContainerWaitCondition.NextExit, either.Token);
                await engine.Containers.StartAsync(id, either.Token);
                var exitCode = await ended;
                return new OneShotResult(exitCode, await ReadAsync(id, either.Token));
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(FormattableString.Invariant($"The {purpose} container did not end within {deadline.TotalSeconds:0} s."), exception);
            }
        }
        finally
        {
            await RemoveAsync(id);
        }
    }

    private async Task<string> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        await foreach (var frame in engine.Containers.ReadLogsAsync(id, new ContainerLogQuery(), cancellationToken))
        {
            output.Append(Encoding.UTF8.GetString(frame.Data.Span));
            if (output.Length > MostOutput) break;
        }

        return output.ToString();
    }

    private async Task RemoveAsync(string id)
    {
        try
        {
            await engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: true, CancellationToken.None);
        }
        catch (DockerEngineException)
        {
            // The next clean-up finds it by its labels.
        }
    }
}
