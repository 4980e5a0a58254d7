using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Execution;

/// <summary>What happens to all that is kept of a bot: it goes to the trash, stays under a tombstone, or comes back.</summary>
internal sealed partial class BotRemoval(
    NetworkProvisioner networks,
    BotDirectories directories,
    BotRecordStore records,
    BotHistoryStore history,
    TrashStore trash,
    TimeProvider time,
    ILogger<BotRemoval> logger)
{
    private readonly ILogger<BotRemoval> _logger = logger;

    /// <summary>Values of secrets go at once. The record moves with the rest: as long as it is there, the bot is known and this is done again.</summary>
    public async Task<ActionOutcome> ForgetAsync(ActionContext context, CancellationToken cancellationToken)
    {
        var id = context.Id;
        if (await networks.ForgetAsync(id, cancellationToken) is { } left) NetworkLeft(id, left.Message);
        directories.Forget(id);
        try
        {
            if (trash.Put(id, context.Intent.Bot?.Source.ToString()) is { } entry) Trashed(id, entry.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.Failed("TrashFailed", $"The data of bot {id} could not be moved to the trash: {exception.Message}");
        }

        Leave(id);
        return ActionOutcome.Done.Instance;
    }

    public ActionOutcome Retire(BotAction.RetireBot action, BotId id)
    {
        records.Update(id, record => record with { Retired = new Retirement(action.Policy, time.GetUtcNow()) });
        Retired(id, action.Policy.ToString());
        return ActionOutcome.Done.Instance;
    }

    public ActionOutcome Restore(BotId id)
    {
        if (trash.Wanted(id) is not { } entry) return ActionOutcome.Done.Instance;
        try
        {
            directories.Forget(id);
            Leave(id);
            trash.Restore(entry);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failures.Failed("RestoreFailed", $"The data of bot {id} could not be brought back from the trash: {exception.Message}");
        }

        records.Return(id, time.GetUtcNow());
        history.Leave(id);
        Restored(id, entry.Name);
        return ActionOutcome.Done.Instance;
    }

    private void Leave(BotId id)
    {
        history.Leave(id);
        records.Leave(id);
    }

    [LoggerMessage(5001, LogLevel.Warning, "The network of bot {BotId} could not be removed: {Cause}")]
    private partial void NetworkLeft(BotId botId, string cause);

    [LoggerMessage(5011, LogLevel.Information, "Bot {BotId} is deleted; its data is kept in the trash as {Entry}. `botmaker undelete {BotId}` brings it back.")]
    private partial void Trashed(BotId botId, string entry);

    [LoggerMessage(5012, LogLevel.Information, "Bot {BotId} has no manifest any more and is kept by its deletion policy {Policy}; it is not looked after until its manifest is back")]
    private partial void Retired(BotId botId, string policy);

    [LoggerMessage(5013, LogLevel.Information, "The data of bot {BotId} is back from the trash ({Entry})")]
    private partial void Restored(BotId botId, string entry);
}
