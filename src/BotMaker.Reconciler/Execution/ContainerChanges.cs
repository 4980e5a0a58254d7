using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Planning;
using EngineRestart = BotMaker.DockerEngine.Containers.RestartPolicy;

namespace BotMaker.Reconciler.Execution;

/// <summary>Changes of a container that exists. All of them the same way: ask, look until it is so, and judge the answer only if it never becomes so.</summary>
internal sealed class ContainerChanges(IContainerEngine engine, ContainerWatch watch)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RemovalDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public Task<ActionOutcome> StopAsync(BotAction.StopContainer action, CancellationToken cancellationToken) => ChangeAsync(
        "stop",
        action.ContainerId,
        token => engine.Containers.StopAsync(action.ContainerId, action.GracePeriod, token),
        static now => now is null || !ContainerWatch.MayRun(now),
        Deadline,
        cancellationToken);

    public Task<ActionOutcome> UnpauseAsync(BotAction.UnpauseContainer action, CancellationToken cancellationToken) => ChangeAsync(
        "unpause",
        action.ContainerId,
        token => engine.Containers.UnpauseAsync(action.ContainerId, token),
        static now => now?.State is not { Paused: true },
        Deadline,
        cancellationToken);

    public Task<ActionOutcome> RenameAsync(BotAction.RenameContainer action, CancellationToken cancellationToken) => ChangeAsync(
        "rename",
        action.ContainerId,
        token => engine.Containers.RenameAsync(action.ContainerId, action.Name, token),
        now => now is null || string.Equals(now.Name.TrimStart('/'), action.Name, StringComparison.Ordinal),
        Deadline,
        cancellationToken);

    public Task<ActionOutcome> UpdateAsync(BotAction.UpdateContainer action, CancellationToken cancellationToken) => ChangeAsync(
        "update",
        action.ContainerId,
        token => engine.Containers.UpdateAsync(action.ContainerId, Request(action.Limits), token),
        now => now is null || Enforces(now.HostConfig, action.Limits),
        Deadline,
        cancellationToken);

    public Task<ActionOutcome> RemoveAsync(BotAction.RemoveContainer action, CancellationToken cancellationToken) => ChangeAsync(
        "remove",
        action.ContainerId,
        token => engine.Containers.RemoveAsync(action.ContainerId, action.Force, removeAnonymousVolumes: true, token),
        static now => now is null,
        RemovalDeadline,
        cancellationToken);

    private async Task<ActionOutcome> ChangeAsync(
        string verb,
        string id,
        Func<CancellationToken, Task> ask,
        Func<ContainerInspection?, bool> wanted,
        TimeSpan deadline,
        CancellationToken cancellationToken)
    {
        DockerEngineException? failure = null;
        try
        {
            await ask(cancellationToken);
        }
        catch (DockerEngineException exception)
        {
            failure = exception;
        }

        // A refusal is final unless something is under way; then, as after an answer, the engine gets its time.
        var patience = failure is null || FailureClassifier.Classify(failure) is FailureKind.Busy ? deadline : TimeSpan.Zero;
        if (await watch.UntilAsync(id, wanted, patience, cancellationToken)) return ActionOutcome.Done.Instance;
        return failure is null
            ? new ActionOutcome.LookAgain(Soon, $"the engine accepted to {verb} container {Failures.Short(id)}, and it is not so yet")
            : Failures.Outcome($"{verb} container {Failures.Short(id)}", failure, $"{char.ToUpperInvariant(verb[0])}{verb[1..]}Failed");
    }

    /// <summary>Swap goes with memory, or the engine refuses to raise it. Its 0 means unchanged, so no limit is sent that is not there.</summary>
    private static UpdateContainerRequest Request(ContainerLimits limits) => new()
    {
        Memory = limits.MemoryBytes == 0 ? null : limits.MemoryBytes,
        MemorySwap = limits.MemoryBytes == 0 ? null : limits.MemoryBytes,
        NanoCpus = limits.NanoCpus == 0 ? null : limits.NanoCpus,
        PidsLimit = limits.Pids,
        RestartPolicy = new EngineRestart(limits.RestartPolicy switch
        {
            EngineRestartPolicy.OnFailure => "on-failure",
            EngineRestartPolicy.UnlessStopped => "unless-stopped",
            EngineRestartPolicy.Always => "always",
            _ => "no",
        }),
    };

    private static bool Enforces(HostConfig? host, ContainerLimits limits)
    {
        var wanted = Request(limits);
        return host is not null
            && (wanted.Memory is null || host.Memory == wanted.Memory)
            && (wanted.NanoCpus is null || host.NanoCpus == wanted.NanoCpus)
            && Math.Max(host.PidsLimit ?? 0, 0) == limits.Pids
            && string.Equals(host.RestartPolicy?.Name is { Length: > 0 } name ? name : "no", wanted.RestartPolicy!.Name, StringComparison.Ordinal);
    }
}
