using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>What a change by a new container needs beside the engine: room, its journal, and the bot's state saved and put back.</summary>
internal sealed partial class RolloutSteps(
    DiskSpace disk,
    RolloutStore rollouts,
    SnapshotStore snapshots,
    BotRecordStore records,
    BotHistoryStore history,
    ContainerWatch watch,
    FailureLog tail,
    string instance,
    ILogger<RolloutSteps> logger)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly ILogger<RolloutSteps> _logger = logger;

    /// <summary>Also whether the state could be saved: what would refuse it later must be known while the bot still runs.</summary>
    public async Task<ActionOutcome> CheckDiskAsync(BotAction.CheckDisk action, BotId id, CancellationToken cancellationToken)
    {
        try
        {
            var needed = action.SavesState ? snapshots.Measure(id) : 0;
            return await disk.CheckAsync(needed, cancellationToken) is { } low ? low : ActionOutcome.Done.Instance;
        }
        catch (TreeRefusedException refused)
        {
            return Failures.Failed("StateNotSavable", $"The state of bot {id} cannot be saved, so its image is not changed: {refused.Message}", isTerminal: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The bot runs: its files come and go while they are looked at.
            NotMeasured(id, exception.Message);
            return await disk.CheckAsync(needed: 0, cancellationToken) is { } low ? low : ActionOutcome.Done.Instance;
        }
    }

    public ActionOutcome Write(BotAction.WriteRollout action, ActionContext context)
    {
        var journal = action.Journal;
        var attempt = records.Get(context.Id).Find(journal.Attempt);
        rollouts.Write(context.Id, journal with
        {
            ContainerId = attempt?.ContainerId ?? context.CreatedContainerId ?? journal.ContainerId,
            ImageId = attempt?.ImageId ?? journal.ImageId,
            // A plan does not know what was read from the log while it was carried out.
            Failure = journal.Failure is { LogTail: null } failure ? failure with { LogTail = rollouts.Find(context.Id)?.Failure?.LogTail } : journal.Failure,
        });
        return ActionOutcome.Done.Instance;
    }

    /// <summary>A state that cannot be saved takes the change back: the bot is down, and waiting for it to become savable would keep it down.</summary>
    public async Task<ActionOutcome> SaveStateAsync(BotAction.SaveState action, ActionContext context, CancellationToken cancellationToken)
    {
        if (await RunningAsync(context.Id, cancellationToken) is { } running) return running;
        if (rollouts.Find(context.Id) is not { } journal) return new ActionOutcome.LookAgain(TimeSpan.Zero, "the change is over");
        try
        {
            var image = records.Get(context.Id).Find(journal.OldAttempt)?.ImageId;
            await snapshots.SaveAsync(context.Id, action.Snapshot, journal.OldAttempt, image, cancellationToken);
            StateSaved(context.Id, action.Snapshot);
            return ActionOutcome.Done.Instance;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TreeRefusedException)
        {
            var failure = new RolloutFailure("StateNotSaved", $"The bot's state could not be saved before its image was to change: {exception.Message}");
            GiveUp(context.Id, journal with { Phase = RolloutPhase.RollingBack, Failure = failure });
            return new ActionOutcome.LookAgain(TimeSpan.Zero, failure.Message);
        }
    }

    /// <summary>An image without its state, or a state without its image, is refused: then nothing is started.</summary>
    public async Task<ActionOutcome> RestoreStateAsync(BotAction.RestoreState action, ActionContext context, CancellationToken cancellationToken)
    {
        if (await RunningAsync(context.Id, cancellationToken) is { } running) return running;
        try
        {
            await snapshots.RestoreAsync(context.Id, action.Snapshot, cancellationToken);
            StateRestored(context.Id, action.Snapshot);
            return ActionOutcome.Done.Instance;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TreeRefusedException)
        {
            return Failures.Failed(
                "StateNotRestored",
                $"The bot's state could not be put back, and the container before the change is not started on a newer state: {exception.Message}",
                isTerminal: exception is TreeRefusedException);
        }
    }

    public async Task<ActionOutcome> GiveUpAsync(BotAction.GiveUpRollout action, ActionContext context, CancellationToken cancellationToken)
    {
        var failure = action.Journal.Failure! with { LogTail = await tail.ReadAsync(action.ContainerId, cancellationToken) };
        GivenUp(context.Id, action.Journal.Attempt, failure.Message);
        GiveUp(context.Id, action.Journal with { Failure = failure });
        return ActionOutcome.Done.Instance;
    }

    public ActionOutcome End(BotAction.EndRollout action, BotId id)
    {
        history.End(id, action.IsProven ? RevisionOutcome.Succeeded : RevisionOutcome.Superseded, reason: null);
        snapshots.Prune(id, needed: null);
        rollouts.Forget(id);
        return ActionOutcome.Done.Instance;
    }

    public void Forget(BotId id) => rollouts.Forget(id);

    /// <summary>The history first: without the journal the failure would be found again, without the history it would be lost.</summary>
    private void GiveUp(BotId id, RolloutRecord journal)
    {
        var outcome = journal.Phase == RolloutPhase.LeftFailed ? RevisionOutcome.Failed : RevisionOutcome.RolledBack;
        history.End(id, outcome, $"{journal.Failure!.Reason}: {journal.Failure.Message}", journal.Failure.LogTail);
        rollouts.Write(id, journal);
    }

    private async Task<ActionOutcome?> RunningAsync(BotId id, CancellationToken cancellationToken) =>
        await watch.FindRunningAsync(id, instance, except: "", cancellationToken) is { } running
            ? new ActionOutcome.LookAgain(Soon, $"container {Failures.Short(running.Id)} of this bot may still run")
            : null;

    [LoggerMessage(5751, LogLevel.Information, "The state of bot {BotId} was saved as snapshot {Snapshot}")]
    private partial void StateSaved(BotId botId, int snapshot);

    [LoggerMessage(5752, LogLevel.Information, "The state of bot {BotId} was put back from snapshot {Snapshot}")]
    private partial void StateRestored(BotId botId, int snapshot);

    [LoggerMessage(5753, LogLevel.Warning, "Attempt {Attempt} of bot {BotId} is given up: {Why}")]
    private partial void GivenUp(BotId botId, int attempt, string why);

    [LoggerMessage(5704, LogLevel.Debug, "The state of bot {BotId} could not be measured while it runs: {Cause}")]
    private partial void NotMeasured(BotId botId, string cause);
}
