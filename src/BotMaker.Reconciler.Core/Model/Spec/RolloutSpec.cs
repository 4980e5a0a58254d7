using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Model.Spec;

public sealed record RolloutSpec
{
    /// <summary>A change of a higher class waits, visibly.</summary>
    public ChangeClass MaxDisruption { get; init; } = ChangeClass.Migrate;

    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan MinReady { get; init; } = TimeSpan.FromMinutes(2);

    public bool Rollback { get; init; } = true;
}
