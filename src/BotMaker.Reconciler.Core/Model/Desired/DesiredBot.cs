using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.Reconciler.Core.Model.Desired;

/// <summary>A valid manifest of one bot, defaults applied.</summary>
public sealed record DesiredBot
{
    public required BotId Id { get; init; }

    public required BotSpec Spec { get; init; }

    /// <summary>The manifest's own labels; copied to the container.</summary>
    public ValueMap<string> Labels { get; init; }

    public ValueMap<string> Annotations { get; init; }

    public required Provenance Source { get; init; }

    /// <summary>Counts changes of spec, labels or annotations; kept over restarts of the daemon.</summary>
    public long Generation { get; init; } = 1;
}
