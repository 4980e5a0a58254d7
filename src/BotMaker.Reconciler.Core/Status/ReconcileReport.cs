using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>What one pass over a bot saw and did: the input of <c>StatusReducer</c>.</summary>
public sealed record ReconcileReport
{
    public required BotIntent Intent { get; init; }

    public required SourceState Source { get; init; }

    /// <summary>Seen after the actions, where there were some; null when the engine did not answer.</summary>
    public ObservedBot? Observed { get; init; }

    /// <summary>A plan for what was seen last: empty when the bot has converged.</summary>
    public BotPlan? Plan { get; init; }

    /// <summary>How its container ended lately.</summary>
    public RestartHistory? Restarts { get; init; }

    /// <summary>The first failure of the pass.</summary>
    public ReconcileFailure? Failure { get; init; }

    /// <summary>It waits for its turn to start; null: it does not.</summary>
    public StartWait? StartWait { get; init; }

    /// <summary>What was found out beside the containers.</summary>
    public BotFindings Findings { get; init; } = BotFindings.None;

    /// <summary>The image is being pulled now.</summary>
    public bool IsPulling { get; init; }

    public required DateTimeOffset Now { get; init; }
}
