namespace BotMaker.Reconciler.Logs;

/// <summary>What a reader wants.</summary>
public sealed record LogQuery
{
    /// <summary>Last lines of what was before; null is all. A reader that follows gets at most what the ring holds.</summary>
    public int? Tail { get; init; } = LogLimits.DefaultTail;

    /// <summary>Nothing that was before.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Goes on with what comes, over restarts and replacements of the container.</summary>
    public bool Follow { get; init; }
}
