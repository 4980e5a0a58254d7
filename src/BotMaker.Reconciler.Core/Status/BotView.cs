using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>A report with the questions that the rules ask of it.</summary>
internal sealed class BotView(ReconcileReport report)
{
    public ReconcileReport Report { get; } = report;

    public BotSpec? Spec => Report.Intent.Bot?.Spec;

    public PlanBlock? Block => Report.Plan?.Block;

    public ReconcileFailure? Failure => Report.Failure;

    public bool EngineAnswered => Report.Observed is not null;

    public bool IsDeletion => Report.Intent.Presence == DesiredPresence.Absent;

    public bool WantsToRun => Spec is { RunState: RunState.Running };

    /// <summary>The container that people should look at: the one that runs, else one that may, else the newest.</summary>
    public ObservedContainer? Container { get; } = report.Observed?.Containers
        .Where(c => c.IsOurs)
        .OrderByDescending(c => c.Phase == ContainerPhase.Running)
        .ThenByDescending(c => c.MayRun)
        .ThenByDescending(c => c.Attempt)
        .ThenBy(c => c.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    public bool IsRunning => Container is { Phase: ContainerPhase.Running };

    /// <summary>It runs and, where it has a health check, passes it.</summary>
    public bool IsHealthy => Container is { Phase: ContainerPhase.Running, Health: ContainerHealthState.Healthy or ContainerHealthState.None };

    /// <summary>The manifest wants every channel to run before the bot counts as ready, and that was not seen.</summary>
    public bool AwaitsChannels => Spec is { Health.Channels: ChannelHealthMode.Gate } spec
        && spec.Channels.Any(channel => channel.Value.Enabled)
        && Report.Findings.Channels is not { Status: ConditionStatus.True };

    /// <summary>What is there is what is wanted, and nothing remains to be done.</summary>
    public bool IsConverged => Report.Plan is { IsNoop: true, Block: null, LookAgainAfter: null } && Failure is null;

    /// <summary>Somebody wants it left exactly as it is.</summary>
    public bool IsLeftAlone => Block is { Kind: PlanBlockKind.Suspended or PlanBlockKind.Held or PlanBlockKind.Frozen };
    /// <summary>Its container is new and not yet proven: it may still be taken back.</summary>
    public bool IsOnTrial => Report.Plan is { Rollout.Phase: RolloutPhase.OnTrial, Block: null } && Failure is null;

    /// <summary>Not null: it ended too often lately, and its restarts are slowed down.</summary>
    public RestartHistory? Loop => Container is { } container && Report is { Intent.Bot: { } bot, Restarts: { } restarts } ? CrashLoop.Of(restarts, bot, container) : null;

    /// <summary>A person must change something.</summary>
    public bool IsStalled => Failure is { IsTerminal: true } || Block is { Kind: PlanBlockKind.Stalled or PlanBlockKind.Conflict or PlanBlockKind.InvalidManifest or PlanBlockKind.SecretsNotReady or PlanBlockKind.DeletionBlocked };

    /// <summary>It ended by itself, and its restart policy leaves it so.</summary>
    public bool IsCompleted => WantsToRun && IsConverged && Container is { Phase: ContainerPhase.Exited };

    /// <summary>Suspended, with a manifest that has moved on from what the container is made of.</summary>
    public bool IsBehindManifest => Report.Intent.Bot is { } bot && Container is { } container
        && SpecHasher.IsComparable(container.SpecHash)
        && !string.Equals(container.SpecHash, SpecHasher.Hash(bot).Value, StringComparison.Ordinal);
}
