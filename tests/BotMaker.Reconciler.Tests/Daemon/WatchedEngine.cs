using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Volumes;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>
/// Stands between daemon and engine: notes the calls, kills the daemon before or after any of them, and sees after each whether a bot has more than one
/// container that may run.
/// </summary>
internal sealed class WatchedEngine(InMemoryEngine inner) : IContainerEngine, IContainerOperations
{
    /// <summary>Under an address of a real one, what only a real one can do is asked of it as well.</summary>
    public string Endpoint { get; set; } = inner.Endpoint;

    public ISystemOperations System => inner.System;

    public IContainerOperations Containers => this;

    public IImageOperations Images => inner.Images;

    public INetworkOperations Networks => inner.Networks;

    public IVolumeOperations Volumes => inner.Volumes;

    /// <summary>Container calls since the last clear.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Bots that had two containers that may run, and when.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Something happens right before a change.</summary>
    public Action<string> BeforeCall { get; set; } = static _ => { };

    /// <summary>Something happens right after a start.</summary>
    public Action AfterStart { get; set; } = static () => { };

    /// <summary>The daemon dies before this change, counted from 1 (odd numbers: before the call; even: after it, without its answer). 0: never.</summary>
    public int KillAt { get; set; }

    /// <summary>Points at which it could have died so far.</summary>
    public int KillPoints { get; private set; }

    /// <summary>Called with the container before its log is read: what its gateway says by then.</summary>
    public Action<string> Gateway { get; set; } = static _ => { };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public void Clear()
    {
        Calls.Clear();
        KillPoints = 0;
        KillAt = 0;
    }

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ContainerListQuery query, CancellationToken cancellationToken = default)
    {
        Calls.Add("list");
        return inner.Containers.ListAsync(query, cancellationToken);
    }

    public Task<ContainerInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default)
    {
        Calls.Add("inspect");
        return inner.Containers.InspectAsync(idOrName, cancellationToken);
    }

    public Task<CreatedContainer> CreateAsync(string name, CreateContainerRequest request, CancellationToken cancellationToken = default) =>
        ChangeAsync("create", () => inner.Containers.CreateAsync(name, request, cancellationToken));

    public async Task<MutationResult> StartAsync(string id, CancellationToken cancellationToken = default)
    {
        var result = await ChangeAsync("start", () => inner.Containers.StartAsync(id, cancellationToken));
        AfterStart();
        return result;
    }

    public Task<MutationResult> StopAsync(string id, TimeSpan? grace, CancellationToken cancellationToken = default) =>
        ChangeAsync("stop", () => inner.Containers.StopAsync(id, grace, cancellationToken));

    public Task KillAsync(string id, string signal, CancellationToken cancellationToken = default) =>
        ChangeAsync("kill", () => inner.Containers.KillAsync(id, signal, cancellationToken));

    public Task PauseAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync("pause", () => inner.Containers.PauseAsync(id, cancellationToken));

    public Task UnpauseAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync("unpause", () => inner.Containers.UnpauseAsync(id, cancellationToken));

    public Task RemoveAsync(string id, bool force, bool removeAnonymousVolumes, CancellationToken cancellationToken = default) =>
        ChangeAsync("remove", () => inner.Containers.RemoveAsync(id, force, removeAnonymousVolumes, cancellationToken));

    public Task RenameAsync(string id, string newName, CancellationToken cancellationToken = default) =>
        ChangeAsync("rename", () => inner.Containers.RenameAsync(id, newName, cancellationToken));

    public Task<IReadOnlyList<string>> UpdateAsync(string id, UpdateContainerRequest request, CancellationToken cancellationToken = default) =>
        ChangeAsync("update", () => inner.Containers.UpdateAsync(id, request, cancellationToken));

    public Task<long> WaitAsync(string id, ContainerWaitCondition condition, CancellationToken cancellationToken = default) =>
        inner.Containers.WaitAsync(id, condition, cancellationToken);

    public IAsyncEnumerable<LogFrame> ReadLogsAsync(string id, ContainerLogQuery query, CancellationToken cancellationToken = default)
    {
        Gateway(id);
        return inner.Containers.ReadLogsAsync(id, query, cancellationToken);
    }

    public Task<ExecResult> ExecAsync(string id, ExecRequest request, CancellationToken cancellationToken = default)
    {
        Calls.Add($"exec {string.Join(' ', request.Command)}");
        return inner.Containers.ExecAsync(id, request, cancellationToken);
    }

    private async Task ChangeAsync(string call, Func<Task> change) => await ChangeAsync(call, async () =>
    {
        await change();
        return true;
    });

    private async Task<T> ChangeAsync<T>(string call, Func<Task<T>> change)
    {
        Calls.Add(call);
        BeforeCall(call);
        DieHere();
        try
        {
            var result = await change();
            DieHere();
            return result;
        }
        finally
        {
            await LookForTwinsAsync(call);
        }
    }

    private static bool IsBotOfAReconciler(IReadOnlyDictionary<string, string> labels) => labels.ContainsKey(Labels.Reconciler) && !labels.ContainsKey(Labels.Purpose);

    private void DieHere()
    {
        if (++KillPoints == KillAt) throw new DaemonKilledException();
    }

    private async Task LookForTwinsAsync(string call)
    {
        IReadOnlyList<ContainerSummary> lines;
        try
        {
            lines = await inner.Containers.ListAsync(new ContainerListQuery { Labels = [Labels.BotId] });
        }
        catch (DockerEngine.Errors.DockerEngineException)
        {
            return;
        }

        var running = lines.Where(line => line.State is ("running" or "paused" or "restarting") && IsBotOfAReconciler(line.Labels!));
        foreach (var twins in running.GroupBy(line => $"{line.Labels![Labels.Reconciler]}/{line.Labels[Labels.BotId]}", StringComparer.Ordinal).Where(group => group.Count() > 1))
            Violations.Add($"{twins.Key} has {twins.Count()} running containers after {call}");
    }
}
