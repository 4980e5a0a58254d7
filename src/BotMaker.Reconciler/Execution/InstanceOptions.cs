namespace BotMaker.Reconciler.Execution;

/// <summary>Section <c>Instance</c>.</summary>
public sealed record InstanceOptions
{
    /// <summary>Null: random, made once and kept in the data directory.</summary>
    public string? Id { get; init; }

    public string ContainerPrefix { get; init; } = "botmaker";
}
