using System.Text.Json;
using System.Text.Json.Serialization;
using BotMaker.Reconciler.Core.Model.Record;

namespace BotMaker.Reconciler.Storage;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BotRecordDocument))]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(HoldsDocument))]
[JsonSerializable(typeof(RestartHistoryDocument))]
[JsonSerializable(typeof(RolloutRecord))]
[JsonSerializable(typeof(SnapshotStamp))]
[JsonSerializable(typeof(RemovalsDocument))]
[JsonSerializable(typeof(TrashDocument))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StorageJson : JsonSerializerContext;
