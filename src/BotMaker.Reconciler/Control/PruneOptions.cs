using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Control;

/// <summary>Section <c>Prune</c>.</summary>
public sealed record PruneOptions
{
    /// <summary>How long an absent bot is left as it is.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the data of a deleted bot is kept.</summary>
    public TimeSpan DataRetention { get; init; } = TimeSpan.FromHours(168);

    /// <summary>More deletions than this within the window block all.</summary>
    public int MaxCount { get; init; } = 10;

    /// <summary>A larger share of the fleet than this, 0 to 1, blocks all.</summary>
    public double MaxShare { get; init; } = 0.5;

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    public RemovalLimits Limits => new(Grace, MaxCount, MaxShare, Window);
}
