using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Record;

/// <summary>How a bot's container ended lately, and how its restarts are slowed down for it. Kept on disk; about one container and one generation of the manifest.</summary>
public sealed record RestartHistory
{
    public static readonly RestartHistory Empty = new();

    /// <summary>Full id; what is known of another container does not count.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Of the manifest: a changed manifest gets a new chance.</summary>
    public long Generation { get; init; }

    /// <summary>Restarts of the container in all, whoever made them.</summary>
    public int Total { get; init; }

    /// <summary>The engine's counter as it was seen last. Every explicit start sets it to 0.</summary>
    public int EngineCount { get; init; }

    /// <summary>When the container was looked at last.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The newest end that was taken in.</summary>
    public DateTimeOffset? LastEndAt { get; init; }

    public long? LastExitCode { get; init; }

    /// <summary>Ends that count as crashes, within the window, oldest first.</summary>
    public ValueList<ContainerEnd> Crashes { get; init; }

    /// <summary>While backing off: the newest crash.</summary>
    public ContainerEnd? LastCrash { get; init; }

    /// <summary>0: its restarts are not slowed down; else how often the wait has been doubled, from 1.</summary>
    public int BackOffs { get; init; }

    /// <summary>While backing off: healthy without a break since then.</summary>
    public DateTimeOffset? HealthySince { get; init; }

    /// <summary>The engine's restart policy was taken from the container for a crash loop, and has not been given back yet.</summary>
    public bool PolicyWithdrawn { get; init; }

    public bool IsBackingOff => BackOffs > 0;
}
