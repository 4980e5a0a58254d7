using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Reporting.Documents;

/// <summary>A hold of one bot, or a freeze of the fleet.</summary>
/// <param name="Name">The bot; null for the fleet.</param>
/// <param name="By">Who.</param>
/// <param name="Since">From when on.</param>
/// <param name="Until">It ends by itself then; null: only by somebody's word.</param>
/// <param name="Reason">Why.</param>
public sealed record HoldDocument(string? Name, string By, DateTimeOffset Since, DateTimeOffset? Until, string? Reason)
{
    public static HoldDocument Of(BotId? bot, Hold hold) => new(bot?.Value, hold.By, hold.Since, hold.Until, hold.Reason);
}
