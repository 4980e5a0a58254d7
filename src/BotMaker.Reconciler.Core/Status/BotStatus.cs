using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Status;

/// <summary>What we know of a bot: observed, with the why.</summary>
public sealed record BotStatus
{
    public required BotId Id { get; init; }

    public required BotPhase Phase { get; init; }

    /// <summary>One of each type that applies, in the order of <see cref="ConditionType"/>.</summary>
    public ValueList<BotCondition> Conditions { get; init; }

    public string? ContainerId { get; init; }

    public string? ContainerName { get; init; }

    public string? Image { get; init; }

    public string? ImageId { get; init; }

    public string? SpecHash { get; init; }

    public int Restarts { get; init; }

    public long ObservedGeneration { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it last became ready: it moves with the transition, not with each look.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    public BotCondition? Find(ConditionType type)
    {
        foreach (var condition in Conditions)
        {
            if (condition.Type == type) return condition;
        }

        return null;
    }

    public bool Is(ConditionType type) => Find(type)?.Status == ConditionStatus.True;
}
