using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

public sealed partial class BotRecordStore
{
    [LoggerMessage(2001, LogLevel.Error, "Record of bot {BotId} is damaged ({Cause}): '{Path}' was moved to '{MovedTo}'. It is rebuilt from the engine; nothing has to be done.")]
    private partial void Moved(BotId botId, string path, string movedTo, string cause);

    [LoggerMessage(2002, LogLevel.Information, "Record of bot {BotId} was rebuilt from {Count} containers")]
    private partial void Rebuilt(BotId botId, int count);
}
