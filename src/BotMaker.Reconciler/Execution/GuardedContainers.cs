using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;

namespace BotMaker.Reconciler.Execution;

/// <summary>Container calls, each in its pipeline.</summary>
internal sealed class GuardedContainers(IContainerOperations inner, EnginePipelines pipelines, Func<bool> isGoingDown) : IContainerOperations
{
    private static readonly TimeSpan UnknownGrace = TimeSpan.FromMinutes(5);

    public Task<IReadOnlyList<ContainerSummary>> ListAsync(ContainerListQuery query, CancellationToken cancellationToken = default) =>
        pipelines.ReadAsync("container list", token => inner.ListAsync(query, token), cancellationToken);

    public Task<ContainerInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default) =>
        pipelines.ReadAsync("container inspect", token => inner.InspectAsync(idOrName, token), cancellationToken);

    public Task<CreatedContainer> CreateAsync(string name, CreateContainerRequest request, CancellationToken cancellationToken = default) =>
        pipelines.OnceAsync("container create", token => UnlessGoingDown("container create", () => inner.CreateAsync(name, request, token)), cancellationToken);

    public Task<MutationResult> StartAsync(string id, CancellationToken cancellationToken = default) =>
        pipelines.ChangeAsync("container start", token => UnlessGoingDown("container start", () => inner.StartAsync(id, token)), cancellationToken);

    public Task<MutationResult> StopAsync(string id, TimeSpan? grace, CancellationToken cancellationToken = default) =>
        pipelines.StopAsync("container stop", grace ?? UnknownGrace, token => inner.StopAsync(id, grace, token), cancellationToken);

    public Task KillAsync(string id, string signal, CancellationToken cancellationToken = default) =>
        ChangeAsync("container kill", token => inner.KillAsync(id, signal, token), cancellationToken);

    public Task PauseAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync("container pause", token => inner.PauseAsync(id, token), cancellationToken);

    public Task UnpauseAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync("container unpause", token => inner.UnpauseAsync(id, token), cancellationToken);

    public Task RemoveAsync(string id, bool force, bool removeAnonymousVolumes, CancellationToken cancellationToken = default) =>
        ChangeAsync("container remove", token => inner.RemoveAsync(id, force, removeAnonymousVolumes, token), cancellationToken);

    public Task RenameAsync(string id, string newName, CancellationToken cancellationToken = default) =>
        ChangeAsync("container rename", token => inner.RenameAsync(id, newName, token), cancellationToken);

    public Task<IReadOnlyList<string>> UpdateAsync(string id, UpdateContainerRequest request, CancellationToken cancellationToken = default) =>
        pipelines.ChangeAsync("container update", token => inner.UpdateAsync(id, request, token), cancellationToken);

    public Task<long> WaitAsync(string id, ContainerWaitCondition condition, CancellationToken cancellationToken = default) =>
        inner.WaitAsync(id, condition, cancellationToken);

    public IAsyncEnumerable<LogFrame> ReadLogsAsync(string id, ContainerLogQuery query, CancellationToken cancellationToken = default) =>
        inner.ReadLogsAsync(id, query, cancellationToken);

    public Task<ExecResult> ExecAsync(string id, ExecRequest request, CancellationToken cancellationToken = default) =>
        inner.ExecAsync(id, request, cancellationToken);

    private Task<T> UnlessGoingDown<T>(string operation, Func<Task<T>> call) => isGoingDown()
        ? throw new DockerEngineException(EngineErrorKind.Unavailable, operation, "the engine's socket is gone: it is about to end")
        : call();

    private Task<bool> ChangeAsync(string operation, Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        pipelines.ChangeAsync(
            operation,
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken);
}
