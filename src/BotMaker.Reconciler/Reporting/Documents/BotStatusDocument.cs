namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What was observed of a bot.</summary>
public sealed record BotStatusDocument
{
    public required string Phase { get; init; }

    public required IReadOnlyList<ConditionDocument> Conditions { get; init; }

    public string? ContainerId { get; init; }

    public string? ContainerName { get; init; }

    public string? Image { get; init; }

    public string? ImageId { get; init; }

    public string? SpecHash { get; init; }

    public int Restarts { get; init; }

    public long ObservedGeneration { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    public ConditionDocument? Find(string type) => Conditions.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));
}
