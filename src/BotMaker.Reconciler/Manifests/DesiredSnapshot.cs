using System.Collections.Frozen;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Manifests;

/// <summary>The result of a scan, immutable.</summary>
public sealed record DesiredSnapshot
{
    public static readonly DesiredSnapshot NotScanned = new()
    {
        Bots = FrozenDictionary<BotId, BotIntent>.Empty,
        Source = SourceState.NotScanned,
    };

    /// <summary>Every bot that a manifest or our records know, except those that are absent.</summary>
    public required FrozenDictionary<BotId, BotIntent> Bots { get; init; }

    /// <summary>Bots that a healthy scan no longer holds and that are not deleted yet, with their last good spec.</summary>
    public FrozenDictionary<BotId, BotIntent> Absent { get; init; } = FrozenDictionary<BotId, BotIntent>.Empty;

    public required SourceState Source { get; init; }

    /// <summary>Of all files, also of those that belong to no bot.</summary>
    public ValueList<Diagnostic> Diagnostics { get; init; }

    public ManifestCounts Counts { get; init; } = new(0, 0, 0, 0);

    public DateTimeOffset? ScannedAt { get; init; }

    /// <summary>The intent of any id: one that no manifest holds is absent, or held while the source is not available.</summary>
    public BotIntent Intent(BotId id)
    {
        if (Bots.TryGetValue(id, out var intent)) return intent;
        return Source.PermitsDeletion
            ? Absent.GetValueOrDefault(id) ?? new BotIntent { Id = id, Presence = DesiredPresence.Absent }
            : new BotIntent { Id = id, Presence = DesiredPresence.Held, HoldMessage = Source.Message };
    }
}
