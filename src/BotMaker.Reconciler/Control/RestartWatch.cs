using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Observation;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Control;

/// <summary>Takes every look at a bot into the account of its restarts, before it is planned for.</summary>
public sealed partial class RestartWatch(
    RestartHistoryStore restarts,
    BotRecordStore records,
    EngineAvailability availability,
    ReconcilerMetrics metrics,
    ILogger<RestartWatch> logger)
{
    private readonly ILogger<RestartWatch> _logger = logger;

    public void Apply(BotIntent intent, ObservedBot observed)
    {
        var before = restarts.Get(intent.Id);
        var after = RestartLedger.Take(before, intent, records.Get(intent.Id), observed, availability.Disturbances);
        if (after == before) return;
        restarts.Put(intent.Id, after);
        if (after.LastEndAt > (before.LastEndAt ?? DateTimeOffset.MinValue) && observed.Containers.Any(container => container is { OomKilled: true } && container.FinishedAt == after.LastEndAt))
            metrics.OomKillSeen();
        if (after.IsBackingOff && !before.IsBackingOff) LoopBegins(after.LastCrash?.ExitCode);
        if (!after.IsBackingOff && before.IsBackingOff) LoopEnds();
    }

    /// <summary>Somebody wants it tried anew.</summary>
    public void Forgive(BotId id)
    {
        if (restarts.Get(id) is { IsBackingOff: true } or { Crashes.Count: > 0 }) restarts.Put(id, RestartLedger.Forgive(restarts.Get(id)));
    }

    [LoggerMessage(4501, LogLevel.Warning, "Crash loop: restarts are slowed down from now on. The last exit code was {ExitCode}")]
    private partial void LoopBegins(long? exitCode);

    [LoggerMessage(4502, LogLevel.Information, "The crash loop is over")]
    private partial void LoopEnds();
}
