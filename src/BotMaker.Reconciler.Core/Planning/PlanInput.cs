using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Core.Planning;

/// <summary>Everything that a plan may depend on.</summary>
public sealed record PlanInput
{
    public required BotIntent Intent { get; init; }

    public required SourceState Source { get; init; }

    public required ObservedBot Observed { get; init; }

    /// <summary>Null: not looked at. Then an image that must be there is ensured.</summary>
    public ObservedImage? Image { get; init; }

    public required BotRecord Record { get; init; }

    /// <summary>Null: not looked at. Then nothing is said about files.</summary>
    public DesiredFiles? Files { get; init; }

    /// <summary>Somebody asked for a restart then; null: nobody did.</summary>
    public DateTimeOffset? RestartRequestedAt { get; init; }

    /// <summary>When the engine came back last; null: it was not away lately.</summary>
    public DateTimeOffset? EngineBackAt { get; init; }

    /// <summary>How its container ended lately.</summary>
    public RestartHistory Restarts { get; init; } = RestartHistory.Empty;

    /// <summary>Somebody's word to leave this bot as it is; one that is over counts for nothing.</summary>
    public Hold? Hold { get; init; }

    /// <summary>The same for the whole fleet.</summary>
    public Hold? Freeze { get; init; }
    /// <summary>The journal of a change under way, or of one that failed; null when there is none.</summary>
    public RolloutRecord? Rollout { get; init; }

    /// <summary>Since when the engine has been there without a break, as far as we saw it: an end before that may have been the engine's own doing.</summary>
    public DateTimeOffset WatchedSince { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Of an absent bot: when it may be deleted. Null: nothing is known of that, and nothing is deleted.</summary>
    public RemovalVerdict? Removal { get; init; }

    /// <summary>Somebody asked for its state in the trash.</summary>
    public bool IsRestoreWanted { get; init; }

    /// <summary>Prefix of container names.</summary>
    public required string ContainerPrefix { get; init; }

    public required DateTimeOffset Now { get; init; }
}
