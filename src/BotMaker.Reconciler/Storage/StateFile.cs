using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotMaker.Reconciler.Core.Model;

namespace BotMaker.Reconciler.Storage;

/// <summary>Reads and writes one JSON file of ours. What cannot be read is moved aside, so that it never stops the daemon and is never overwritten.</summary>
internal static class StateFile
{
    public static void Write<T>(string path, T content, JsonTypeInfo<T> type) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(content, type));

    /// <returns>The content; null and no damage when there is no such file.</returns>
    public static (T? Content, DamagedFile? Damage) Read<T>(BotId? bot, string path, JsonTypeInfo<T> type, DateTimeOffset now)
        where T : class
    {
        if (!File.Exists(path)) return (null, null);
        try
        {
            var content = JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
            return content is null ? (null, MoveAside(bot, path, "it is empty", now)) : (content, null);
        }
        catch (JsonException exception)
        {
            return (null, MoveAside(bot, path, exception.Message, now));
        }
    }

    private static DamagedFile MoveAside(BotId? bot, string path, string cause, DateTimeOffset now)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{path}.corrupt-{now.UtcDateTime:yyyyMMddTHHmmssfff}");
        File.Move(path, target, overwrite: true);
        return new DamagedFile(bot, path, target, cause, now);
    }
}
