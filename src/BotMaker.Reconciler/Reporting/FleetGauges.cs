using System.Diagnostics.Metrics;
using System.Reflection;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Telemetry;

namespace BotMaker.Reconciler.Reporting;

/// <summary>
/// Gauges that are read off the status board at each scrape. A bot's series vanish with the bot, which is why only these
/// carry its id.
/// </summary>
public sealed class FleetGauges
{
    private static readonly BotPhase[] Phases = Enum.GetValues<BotPhase>();

    private readonly StatusBoard _board;

    public FleetGauges(IMeterFactory meters, StatusBoard board)
    {
        _board = board;
        var meter = meters.Create(ReconcilerMetrics.MeterName);
        meter.CreateObservableGauge("botmaker_build_info", BuildInfo, null, "1, with the version of the daemon.");
        meter.CreateObservableGauge("botmaker_bots", Bots, "{bot}", "Bots by phase.");
        meter.CreateObservableGauge("botmaker_bot_info", BotInfo, null, "1, with the bot's manifest and image.");
        meter.CreateObservableGauge("botmaker_bot_ready", () => Each(entry => entry.Status.Is(ConditionType.Ready) ? 1 : 0), null, "Whether the bot is Ready.");
        meter.CreateObservableGauge("botmaker_bot_phase", BotPhases, null, "1 for the phase that the bot is in.");
        meter.CreateObservableGauge("botmaker_bot_condition", Conditions, null, "A condition of the bot: 1 true, 0 false, -1 unknown.");
        meter.CreateObservableGauge("botmaker_bot_restarts", () => Each(entry => entry.Status.Restarts), "{restart}", "Restarts of the bot's container by the engine since its last start.");
        meter.CreateObservableGauge("botmaker_bot_generation", () => Each(entry => entry.Intent.Bot?.Generation ?? 0), null, "Generation of the bot's manifest.");
        meter.CreateObservableGauge("botmaker_bot_observed_generation", () => Each(entry => entry.Status.ObservedGeneration), null, "Generation that the bot's status is about.");
        meter.CreateObservableGauge("botmaker_bot_last_success_timestamp", LastSuccess, "s", "When the bot was last seen converged, in Unix time; 0 for never.");
    }

    /// <summary>The instruments that have series per bot, for the exporter's limits.</summary>
    public static IReadOnlyList<string> PerBot { get; } =
    [
        "botmaker_bot_info", "botmaker_bot_ready", "botmaker_bot_phase", "botmaker_bot_restarts", "botmaker_bot_generation",
        "botmaker_bot_observed_generation", "botmaker_bot_last_success_timestamp",
    ];

    /// <summary>The instrument with a series per bot and condition.</summary>
    public static string PerCondition => "botmaker_bot_condition";

    private static Measurement<long>[] BuildInfo()
    {
        var version = typeof(FleetGauges).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return [new(1, ReconcilerMetrics.Tag("version", version))];
    }

    private static double Unix(DateTimeOffset? at) => at is { } time ? time.ToUnixTimeMilliseconds() / 1000.0 : 0;

    private IEnumerable<Measurement<long>> Bots()
    {
        var counts = new int[Phases.Length];
        foreach (var entry in _board.Snapshot().Bots.Values) counts[(int)entry.Status.Phase]++;
        return Phases.Select(phase => new Measurement<long>(counts[(int)phase], ReconcilerMetrics.Tag("state", phase.ToString())));
    }

    private IEnumerable<Measurement<long>> BotInfo() => _board.Snapshot().Bots.Values.Select(entry => new Measurement<long>(
        1,
        Id(entry),
        ReconcilerMetrics.Tag("file", entry.Intent.Bot?.Source.File ?? ""),
        ReconcilerMetrics.Tag("image", entry.Status.Image ?? entry.Intent.Bot?.Spec.Image.Reference ?? "")));

    private IEnumerable<Measurement<long>> BotPhases() => _board.Snapshot().Bots.Values.Select(entry =>
        new Measurement<long>(1, Id(entry), ReconcilerMetrics.Tag("phase", entry.Status.Phase.ToString())));

    private IEnumerable<Measurement<long>> Conditions() =>
        from entry in _board.Snapshot().Bots.Values
        from condition in entry.Status.Conditions
        select new Measurement<long>(
            condition.Status switch { ConditionStatus.True => 1, ConditionStatus.False => 0, _ => -1 },
            Id(entry),
            ReconcilerMetrics.Tag("type", condition.Type.ToString()));

    private IEnumerable<Measurement<double>> LastSuccess() =>
        _board.Snapshot().Bots.Values.Select(entry => new Measurement<double>(Unix(entry.Status.LastSuccessAt), Id(entry)));

    private IEnumerable<Measurement<long>> Each(Func<BotEntry, long> value) =>
        _board.Snapshot().Bots.Values.Select(entry => new Measurement<long>(value(entry), Id(entry)));

    private static KeyValuePair<string, object?> Id(BotEntry entry) => ReconcilerMetrics.Tag("bot_id", entry.Status.Id.Value);
}
