namespace BotMaker.DockerEngine.Containers;

/// <summary>
/// Container calls. State-changing calls must be given the full 64-digit id: the engine resolves a segment as id, name, or id prefix.
/// A reply that is lost says nothing about what the engine did: look again before a second try.
/// </summary>
public interface IContainerOperations
{
    Task<IReadOnlyList<ContainerSummary>> ListAsync(ContainerListQuery query, CancellationToken cancellationToken = default);

    /// <param name="idOrName">Full id or name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ContainerInspection> InspectAsync(string idOrName, CancellationToken cancellationToken = default);

    Task<CreatedContainer> CreateAsync(string name, CreateContainerRequest request, CancellationToken cancellationToken = default);

    /// <summary>204 is <see cref="MutationResult.Done"/>, 304 is <see cref="MutationResult.AlreadySo"/> (also for a container between two engine restarts).</summary>
    Task<MutationResult> StartAsync(string id, CancellationToken cancellationToken = default);

    /// <param name="id">Full id.</param>
    /// <param name="grace">Between the stop signal and SIGKILL. Null: the container's own stop timeout.</param>
    /// <param name="cancellationToken">Ends the wait; the engine stops the container all the same.</param>
    Task<MutationResult> StopAsync(string id, TimeSpan? grace, CancellationToken cancellationToken = default);

    /// <param name="id">Full id.</param>
    /// <param name="signal">For example <c>SIGKILL</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task KillAsync(string id, string signal, CancellationToken cancellationToken = default);

    Task PauseAsync(string id, CancellationToken cancellationToken = default);

    Task UnpauseAsync(string id, CancellationToken cancellationToken = default);

    /// <param name="id">Full id.</param>
    /// <param name="force">Kill it first, without grace.</param>
    /// <param name="removeAnonymousVolumes">Remove the anonymous volumes too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveAsync(string id, bool force, bool removeAnonymousVolumes, CancellationToken cancellationToken = default);

    Task RenameAsync(string id, string newName, CancellationToken cancellationToken = default);

    /// <summary>Changes limits and restart policy in place. The engine reads 0 and null as unchanged. Returns its warnings.</summary>
    Task<IReadOnlyList<string>> UpdateAsync(string id, UpdateContainerRequest request, CancellationToken cancellationToken = default);

    /// <summary>Completes when the container reaches the condition; returns its exit code.</summary>
    Task<long> WaitAsync(string id, ContainerWaitCondition condition, CancellationToken cancellationToken = default);

    /// <summary>Log frames, demultiplexed. With <see cref="ContainerLogQuery.Follow"/> it ends when the container stops.</summary>
    IAsyncEnumerable<LogFrame> ReadLogsAsync(string id, ContainerLogQuery query, CancellationToken cancellationToken = default);

    /// <summary>Runs a command inside a running container and returns when it ends. Wrap what may hang: the engine cannot end it.</summary>
    Task<ExecResult> ExecAsync(string id, ExecRequest request, CancellationToken cancellationToken = default);
}
