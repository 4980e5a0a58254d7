using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Storage;

/// <summary><c>restarts.json</c>: the shape on disk of a <see cref="RestartHistory"/>.</summary>
internal sealed record RestartHistoryDocument
{
    public string? ContainerId { get; init; }

    public long Generation { get; init; }

    public int Total { get; init; }

    public int EngineCount { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    public DateTimeOffset? LastEndAt { get; init; }

    public long? LastExitCode { get; init; }

    public IReadOnlyList<ContainerEnd> Crashes { get; init; } = [];

    public ContainerEnd? LastCrash { get; init; }

    public int BackOffs { get; init; }

    public DateTimeOffset? HealthySince { get; init; }

    public bool PolicyWithdrawn { get; init; }

    public static RestartHistoryDocument From(RestartHistory history) => new()
    {
        ContainerId = history.ContainerId,
        Generation = history.Generation,
        Total = history.Total,
        EngineCount = history.EngineCount,
        SeenAt = history.SeenAt,
        LastEndAt = history.LastEndAt,
        LastExitCode = history.LastExitCode,
        Crashes = history.Crashes,
        LastCrash = history.LastCrash,
        BackOffs = history.BackOffs,
        HealthySince = history.HealthySince,
        PolicyWithdrawn = history.PolicyWithdrawn,
    };

    public RestartHistory ToHistory() => new()
    {
        ContainerId = ContainerId,
        Generation = Generation,
        Total = Total,
        EngineCount = EngineCount,
        SeenAt = SeenAt,
        LastEndAt = LastEndAt,
        LastExitCode = LastExitCode,
        Crashes = Crashes.ToValueList(),
        LastCrash = LastCrash,
        BackOffs = BackOffs,
        HealthySince = HealthySince,
        PolicyWithdrawn = PolicyWithdrawn,
    };
}
