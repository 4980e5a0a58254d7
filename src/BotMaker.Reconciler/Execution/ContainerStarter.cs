using BotMaker.DockerEngine;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution.OneShots;

namespace BotMaker.Reconciler.Execution;

/// <summary>Starts a bot's container, after the bot's other containers were seen not to run: two instances of one bot never run at once.</summary>
internal sealed partial class ContainerStarter(
    IContainerEngine engine,
    ContainerWatch watch,
    ConcurrencyGates gates,
    BotRenderer renderer,
    AttemptFiles files,
    WorkspaceFiles workspace,
    PackageProvisioner packages,
    BindRootCheck bindRoots,
    BotDirectories directories,
    string instance,
    ILogger<ContainerStarter> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly ILogger<ContainerStarter> _logger = logger;

    public async Task<ActionOutcome> StartAsync(BotAction.StartContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        var id = action.ContainerId ?? context.CreatedContainerId ?? throw new InvalidOperationException("A plan that starts a new container must create it first.");
        if (await watch.LookAsync(id, cancellationToken) is not { } before) return new ActionOutcome.LookAgain(TimeSpan.Zero, "the container is gone");
        if (context.Intent.Bot is { } bot && before.ImageId is { } imageId && await bindRoots.EnsureAsync(imageId, directories.UidOf(bot), cancellationToken) is { } unproven) return unproven;
        return await gates.StartAsync(() => StartAsync(before, action, context, cancellationToken), cancellationToken);
    }

    private async Task<ActionOutcome> StartAsync(ContainerInspection before, BotAction.StartContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        if (await OtherInstanceAsync(before.Id, action, context, cancellationToken) is { } other)
            return new ActionOutcome.LookAgain(Soon, $"container {Failures.Short(other)} of this bot may still run");
        if (await WriteFilesAsync(before, action, context, cancellationToken) is { } notWritten) return notWritten;
        if (context.Intent.Bot is { } bot && files.Check(bot, action.Attempt) is { } notSafe) return notSafe;
        if (context.Intent.Bot is { } owner && (workspace.Write(owner) ?? await packages.EnsureAsync(owner, before, cancellationToken)) is { } refused) return refused;

        DockerEngineException? failure = null;
        try
        {
            await engine.Containers.StartAsync(before.Id, cancellationToken);
        }
        catch (DockerEngineException exception)
        {
            failure = exception;
        }

        // 304 is also the answer for a container between two restarts by the engine, and a lost reply tells nothing: only what is seen counts.
        bool Started(ContainerInspection? now) => now is null || ContainerWatch.Runs(now) || HasRunSince(before, now);
        if (failure is null || FailureClassifier.Classify(failure) is FailureKind.EngineDown or FailureKind.Lost or FailureKind.Busy or FailureKind.Transient)
        {
            if (await watch.UntilAsync(before.Id, Started, failure is null ? Deadline : TimeSpan.Zero, cancellationToken)) return ActionOutcome.Done.Instance;
        }

        return failure is null
            ? new ActionOutcome.LookAgain(Soon, "the engine accepted the start and nothing runs yet")
            : await FailedAsync(before, failure, context, action, cancellationToken);
    }

    private async Task<string?> OtherInstanceAsync(string id, BotAction.StartContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        foreach (var other in action.MustNotRun)
        {
            if (await watch.LookAsync(other, cancellationToken) is { } found && ContainerWatch.MayRun(found)) return other;
        }

        // The plan may be older than what somebody did since.
        return (await watch.FindRunningAsync(context.Id, instance, id, cancellationToken))?.Id;
    }

    /// <summary>Directories may be gone since the container was made: the runtime directory is a tmpfs.</summary>
    private async Task<ActionOutcome?> WriteFilesAsync(ContainerInspection container, BotAction.StartContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        var sources = container.Mounts?.Where(mount => mount is { Type: "bind", Source: not null }) ?? [];
        if (action.ContainerId is null || context.Intent.Bot is null || sources.All(mount => Directory.Exists(mount.Source))) return null;
        if (container.ImageId is not { } imageId) return null;
        var (rendered, unsupported) = await renderer.RenderAsync(context.Bot, imageId, cancellationToken);
        return rendered is null ? unsupported : files.Write(context.Bot, action.Attempt, rendered);
    }

    private async Task<ActionOutcome> FailedAsync(
        ContainerInspection before, DockerEngineException failure, ActionContext context, BotAction.StartContainer action, CancellationToken cancellationToken)
    {
        var id = before.Id;
        var what = $"start container {Failures.Short(id)}";
        switch (FailureClassifier.Classify(failure))
        {
            case FailureKind.Broken or FailureKind.NetworkMissing or FailureKind.NameTaken:
                // Repeating does not help; the next look finds it gone and makes a new one.
                Unstartable(id, failure.Message);
                await engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: true, cancellationToken);
                return new ActionOutcome.LookAgain(Soon, $"{failure.Message}: the container was removed and is made anew");
            case FailureKind.SourceMissing when context.Intent.Bot is { } bot && before.ImageId is { } imageId:
                // Gone since we looked, or something that we do not know is mounted: written again, and tried once more with the next pass.
                var (rendered, unsupported) = await renderer.RenderAsync(bot, imageId, cancellationToken);
                if (rendered is null) return unsupported!;
                return files.Write(bot, action.Attempt, rendered) ?? Failures.Failed("StartFailed", $"Could not {what}: {failure.Message.Trim()}. The bot's directories were made again.");
            default:
                return Failures.Outcome(what, failure, "StartFailed");
        }
    }

    private static bool HasRunSince(ContainerInspection before, ContainerInspection now) =>
        now.State?.StartedAt is { Length: > 0 } started && !string.Equals(started, before.State?.StartedAt, StringComparison.Ordinal);

    [LoggerMessage(5501, LogLevel.Warning, "Container {ContainerId} cannot be started any more ({Cause}): it is removed and made anew")]
    private partial void Unstartable(string containerId, string cause);
}
