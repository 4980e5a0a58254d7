namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>What concerns the fleet as a whole.</summary>
/// <param name="Freeze">Null: it is not frozen.</param>
/// <param name="Holds">Bots that somebody holds, in the order of their names.</param>
/// <param name="Starts">Null: nobody is on its way up.</param>
/// <param name="DeletionsBlocked">Not null: nothing is deleted until somebody confirms, and why.</param>
public sealed record FleetDocument(HoldDocument? Freeze, IReadOnlyList<HoldDocument> Holds, StartsDocument? Starts, string? DeletionsBlocked);
