using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Control;

/// <summary>
/// Once, before any bot is worked on. After a reboot the runtime directory is empty, so the engine's own start of every bot has failed, without an event
/// and without a second try. The files are written again for all bots, and those that nobody may change now, suspended, held or frozen, are started if they
/// ran when the host went down: leaving a bot as it is means that it runs. The others are started by their ordinary passes.
/// </summary>
public sealed partial class RuntimeRestore(
    IBotObserver observer,
    IActionExecutor executor,
    PlanInputs inputs,
    BotRecordStore records,
    RuntimeFiles files,
    ILogger<RuntimeRestore> logger)
{
    /// <summary>What ended this long before the last bot did was ended by somebody and not by the host.</summary>
    private static readonly TimeSpan Shutdown = TimeSpan.FromMinutes(5);

    private readonly ILogger<RuntimeRestore> _logger = logger;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<(BotIntent Intent, ObservedBot Observed, ObservedContainer Container)> restored = [];
            foreach (var id in records.KnownIds)
            {
                if (records.Get(id).Attempts.Any(attempt => files.AreLost(id, attempt.Number))) restored.AddRange(await RestoreAsync(id, cancellationToken));
            }

            var last = restored.Max(bot => bot.Container.FinishedAt);
            foreach (var (intent, observed, container) in restored)
            {
                if (IsLeftToUs(intent, observed) && RanWhenTheHostWentDown(intent, container, last)) await StartAsync(intent, observed, container, cancellationToken);
            }

            await files.SweepAsync(inputs.AllIds([]).ToHashSet(), cancellationToken);
        }
        catch (Exception exception) when (EngineAvailability.IsEngineFailure(exception))
        {
            // Each bot's own pass does its part as soon as the engine answers.
            NotFinished(exception.Message);
        }
    }

    private async Task<IEnumerable<(BotIntent Intent, ObservedBot Observed, ObservedContainer Container)>> RestoreAsync(BotId id, CancellationToken cancellationToken)
    {
        var intent = inputs.Desired.Intent(id);
        if (intent is not { Presence: not DesiredPresence.Absent, Bot: { } bot }) return [];
        var seen = await observer.ObserveAsync(id, cancellationToken);
        var observed = seen with { Containers = OwnershipJudge.Judge(seen, records.Get(id)) };
        List<(BotIntent, ObservedBot, ObservedContainer)> restored = [];
        foreach (var container in observed.Containers)
        {
            if (container is not { IsOurs: true, ImageId: { } imageId } || !files.AreLost(id, container.Attempt)) continue;
            if (await files.RestoreAsync(bot, container.Attempt, imageId, cancellationToken)) restored.Add((intent, observed, container));
        }

        return restored;
    }

    /// <summary>An ordinary pass will not start it.</summary>
    private bool IsLeftToUs(BotIntent intent, ObservedBot observed) =>
        inputs.Plan(intent, observed).Block is { Kind: PlanBlockKind.Suspended or PlanBlockKind.Held or PlanBlockKind.Frozen };

    private bool RanWhenTheHostWentDown(BotIntent intent, ObservedContainer container, DateTimeOffset? last) =>
        container is { Phase: ContainerPhase.Exited, Limits.RestartPolicy: EngineRestartPolicy.UnlessStopped, FinishedAt: { } at }
        && at >= last - Shutdown
        && intent.Bot is { Spec.RunState: RunState.Running }
        && records.Get(intent.Id).Find(container.Attempt) is { StoppedByUs: false };

    private async Task StartAsync(BotIntent intent, ObservedBot observed, ObservedContainer container, CancellationToken cancellationToken)
    {
        var others = observed.Containers.Where(other => other.IsOurs && !string.Equals(other.Id, container.Id, StringComparison.Ordinal)).Select(other => other.Id).ToValueList();
        var start = new BotAction.StartContainer(container.Id, container.Attempt, others, ActionReason.ContainerExited);
        if (await executor.ExecuteAsync(start, new ActionContext(intent), cancellationToken) is ActionOutcome.Failed failed) NotStarted(intent.Id, failed.Failure.Message);
        else Started(intent.Id);
    }

    [LoggerMessage(4411, LogLevel.Information, "Bot {BotId} ran when the host went down; it is started although it is to be left as it is")]
    private partial void Started(BotId botId);

    [LoggerMessage(4412, LogLevel.Warning, "Bot {BotId} ran when the host went down, and could not be started: {Cause}")]
    private partial void NotStarted(BotId botId, string cause);

    [LoggerMessage(4413, LogLevel.Warning, "What lies in the runtime directory could not be compared with the engine: {Cause}. The bots' own passes do that.")]
    private partial void NotFinished(string cause);
}
