using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Manifests;

/// <param name="Snapshot">The scan's result.</param>
/// <param name="Changed">Bots whose intent differs from the scan before; on the first scan all of them.</param>
/// <param name="SourceChanged">The health of the source differs: every bot is to be looked at.</param>
public sealed record DesiredChange(DesiredSnapshot Snapshot, IReadOnlyList<BotId> Changed, bool SourceChanged);
