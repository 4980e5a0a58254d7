using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>One switch over the actions. What they need stands in the classes that it calls.</summary>
internal sealed class ActionExecutor(
    ImageProvider images,
    ContainerCreator creator,
    ContainerStarter starter,
    ContainerChanges changes,
    FileUpdater files,
    BotRemoval removal,
    RolloutSteps rollout,
    BotDirectories directories,
    BotRecordStore records,
    BotHistoryStore history) : IActionExecutor
{
    public Task<ActionOutcome> ExecuteAsync(BotAction action, ActionContext context, CancellationToken cancellationToken) => action switch
    {
        BotAction.CheckDisk check => rollout.CheckDiskAsync(check, context.Id, cancellationToken),
        BotAction.EnsureImage => images.EnsureAsync(context, context.SpecHash, cancellationToken),
        BotAction.CreateContainer create => CreateAsync(create, context, cancellationToken),
        BotAction.StartContainer start => StartAsync(start, context, cancellationToken),
        BotAction.StopContainer stop => StopAsync(stop, context.Id, cancellationToken),
        BotAction.UnpauseContainer unpause => changes.UnpauseAsync(unpause, cancellationToken),
        BotAction.RenameContainer rename => changes.RenameAsync(rename, cancellationToken),
        BotAction.UpdateContainer update => changes.UpdateAsync(update, cancellationToken),
        BotAction.WriteFiles write => files.WriteAsync(write, context, cancellationToken),
        BotAction.RemoveContainer remove => RemoveAsync(remove, context.Id, cancellationToken),
        BotAction.WriteRollout write => Task.FromResult(rollout.Write(write, context)),
        BotAction.SaveState save => rollout.SaveStateAsync(save, context, cancellationToken),
        BotAction.RestoreState restore => rollout.RestoreStateAsync(restore, context, cancellationToken),
        BotAction.GiveUpRollout give => rollout.GiveUpAsync(give, context, cancellationToken),
        BotAction.EndRollout end => Task.FromResult(rollout.End(end, context.Id)),
        BotAction.ForgetBot => ForgetAsync(context, cancellationToken),
        BotAction.RetireBot retire => Task.FromResult(removal.Retire(retire, context.Id)),
        BotAction.RestoreBot => Task.FromResult(removal.Restore(context.Id)),
        _ => throw new InvalidOperationException($"No such action: {action.GetType().Name}."),
    };

    /// <summary>A start puts in force whatever was written before it.</summary>
    private async Task<ActionOutcome> StartAsync(BotAction.StartContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        var outcome = await starter.StartAsync(action, context, cancellationToken);
        if (outcome is ActionOutcome.Done) records.UpdateAttempt(context.Id, action.Attempt, attempt => attempt.Written is null ? attempt : attempt with { Written = null });
        return outcome;
    }

    private async Task<ActionOutcome> CreateAsync(BotAction.CreateContainer action, ActionContext context, CancellationToken cancellationToken)
    {
        var outcome = await creator.CreateAsync(action, context, cancellationToken);
        if (outcome is ActionOutcome.Done && context.ImageId is { } image) history.Resolve(context.Id, action.Attempt, image);
        return outcome;
    }

    /// <summary>Written down first: a bot that ended because it was told to runs again when it is wanted, whatever its restart policy is.</summary>
    private Task<ActionOutcome> StopAsync(BotAction.StopContainer action, BotId id, CancellationToken cancellationToken)
    {
        if (action.Reason is ActionReason.RunStateStopped or ActionReason.RestartRequested or ActionReason.ManifestRemoved)
            records.UpdateAttempt(id, action.Attempt, attempt => attempt with { StoppedByUs = true });
        return changes.StopAsync(action, cancellationToken);
    }

    private async Task<ActionOutcome> RemoveAsync(BotAction.RemoveContainer action, BotId id, CancellationToken cancellationToken)
    {
        var outcome = await changes.RemoveAsync(action, cancellationToken);
        if (outcome is not ActionOutcome.Done) return outcome;
        records.Update(id, record => record with { Attempts = [.. record.Attempts.Where(attempt => attempt.Number != action.Attempt)] });
        directories.ForgetAttempt(id, action.Attempt);
        return outcome;
    }

    /// <summary>The journal of a change means nothing to what comes out of the trash: its containers are gone by then.</summary>
    private Task<ActionOutcome> ForgetAsync(ActionContext context, CancellationToken cancellationToken)
    {
        rollout.Forget(context.Id);
        return removal.ForgetAsync(context, cancellationToken);
    }
}
