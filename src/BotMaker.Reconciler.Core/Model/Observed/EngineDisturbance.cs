namespace BotMaker.Reconciler.Core.Model.Observed;

/// <summary>A time in which the engine was stopping, away or coming back: containers end around it by no fault of their own.</summary>
/// <param name="From">When it was found out of reach.</param>
/// <param name="To">When it answered again; null: not yet.</param>
public sealed record EngineDisturbance(DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>Containers end before the socket goes, and while the engine restores them after it came back.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    public bool Covers(DateTimeOffset at) => at >= From - Margin && !(at > To + Margin);
}
