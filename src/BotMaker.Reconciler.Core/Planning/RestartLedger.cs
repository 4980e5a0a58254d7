using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>
/// Keeps count of how a bot's container ends, from one look to the next. Restarts that the engine made between two looks show in its counter; their
/// times and exit codes do not, so they are spread over the time between the looks and taken to be like the end that was seen.
/// </summary>
public static class RestartLedger
{
    /// <param name="before">What was known.</param>
    /// <param name="intent">What is wanted.</param>
    /// <param name="record">Which containers we stopped.</param>
    /// <param name="observed">What an inspection showed.</param>
    /// <param name="disturbances">Ends around these are the engine's doing.</param>
    public static RestartHistory Take(RestartHistory before, BotIntent intent, BotRecord record, ObservedBot observed, IReadOnlyList<EngineDisturbance> disturbances)
    {
        if (intent.Bot is not { } bot || Subject(observed) is not { } container) return before;
        var at = observed.ObservedAt;
        var known = Baseline(before, bot, container, at);
        var restarts = container.RestartCount >= known.EngineCount ? container.RestartCount - known.EngineCount : container.RestartCount;
        var own = OwnEnd(known, container, record);
        // The engine counts a restart when it decides on it: the end that is seen now is the newest of them.
        var missed = Math.Max(0, restarts - (own is not null && container.Phase == ContainerPhase.Restarting ? 1 : 0));
        var lastCode = own is null ? known.LastExitCode : own.ExitCode;
        var crashes = Missed(missed, known.SeenAt ?? at, at, lastCode)
            .Concat(own is { ExitCode: not 0 } ? [own] : [])
            .Where(end => !disturbances.Any(disturbance => disturbance.Covers(end.At)))
            .ToList();
        var next = known with
        {
            Total = known.Total + Math.Max(restarts, own is null || bot.Spec.Restart.Policy == RestartPolicyKind.Never ? 0 : 1),
            EngineCount = container.RestartCount,
            SeenAt = at,
            LastEndAt = own?.At ?? known.LastEndAt,
            LastExitCode = lastCode,
            Crashes = known.Crashes.Concat(crashes).Where(end => at - end.At <= CrashLoop.Window && !disturbances.Any(disturbance => disturbance.Covers(end.At))).ToValueList(),
        };
        return Judge(next, crashes, container, at);
    }

    /// <summary>Somebody wants it tried anew: nothing that was counts any more.</summary>
    public static RestartHistory Forgive(RestartHistory history) => history with { Crashes = [], LastCrash = null, BackOffs = 0, HealthySince = null };

    private static RestartHistory Judge(RestartHistory history, List<ContainerEnd> crashes, ObservedContainer container, DateTimeOffset at)
    {
        var withdrawn = history.PolicyWithdrawn && container.Limits is null or { RestartPolicy: EngineRestartPolicy.No };
        if (!history.IsBackingOff)
        {
            if (history.Crashes.Count <= CrashLoop.MaxRestarts) return history.PolicyWithdrawn == withdrawn ? history : history with { PolicyWithdrawn = withdrawn };
            return history with { BackOffs = 1, LastCrash = history.Crashes[^1], PolicyWithdrawn = true };
        }

        var healthy = container is { Phase: ContainerPhase.Running, Health: ContainerHealthState.Healthy or ContainerHealthState.None };
        history = history with
        {
            BackOffs = history.BackOffs + crashes.Count,
            LastCrash = crashes.Count > 0 ? crashes[^1] : history.LastCrash,
            HealthySince = healthy && crashes.Count == 0 ? history.HealthySince ?? at : null,
        };
        return CrashLoop.OverAt(history) <= at ? Forgive(history) : history;
    }

    /// <summary>The one that runs or may, else the newest.</summary>
    private static ObservedContainer? Subject(ObservedBot observed) => observed.Containers
        .Where(c => c.IsOurs)
        .OrderByDescending(c => c.MayRun)
        .ThenByDescending(c => c.Attempt)
        .FirstOrDefault();

    private static RestartHistory Baseline(RestartHistory before, DesiredBot bot, ObservedContainer container, DateTimeOffset at)
    {
        if (!CrashLoop.IsAbout(before, container))
            return new RestartHistory { ContainerId = container.Id, Generation = bot.Generation, SeenAt = container.CreatedAt ?? at };
        return before.Generation == bot.Generation
            ? before
            : Forgive(before) with { Generation = bot.Generation, EngineCount = container.RestartCount, LastEndAt = container.FinishedAt ?? before.LastEndAt };
    }

    /// <summary>An end that was not taken in yet and that nobody asked the engine for. One that the engine does not restart by its policy was stopped through it.</summary>
    private static ContainerEnd? OwnEnd(RestartHistory known, ObservedContainer container, BotRecord record)
    {
        // Stopping what waits for a restart moves the time of its end; an end is new only after a new start.
        if (container.FinishedAt is not { } at || at <= known.LastEndAt || container.StartedAt <= known.LastEndAt) return null;
        var isOwn = container.Phase switch
        {
            ContainerPhase.Restarting => true,
            ContainerPhase.Exited => container.Limits is { RestartPolicy: EngineRestartPolicy.No } && record.Find(container.Attempt) is not { StoppedByUs: true },
            _ => false,
        };
        return isOwn ? new ContainerEnd(at, container.ExitCode, container.OomKilled) : null;
    }

    private static IEnumerable<ContainerEnd> Missed(int count, DateTimeOffset from, DateTimeOffset to, long? exitCode)
    {
        if (exitCode == 0) yield break;
        for (var i = 1; i <= count; i++) yield return new ContainerEnd(from + ((to - from) * i / (count + 1)), ExitCode: null, OomKilled: false);
    }
}
