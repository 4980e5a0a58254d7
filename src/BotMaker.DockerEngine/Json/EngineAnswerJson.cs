using System.Text.Json.Serialization;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Daemon;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.Events;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;
using BotMaker.DockerEngine.Volumes;

namespace BotMaker.DockerEngine.Json;

/// <summary>
/// What we read, from engines five years apart: unknown members are skipped, null stands for the default, and states stay text, so that
/// none that a newer engine invents can make an answer unreadable.
/// </summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(NullableAsDefaultBoolean), typeof(NullableAsDefaultInt32), typeof(NullableAsDefaultInt64)])]
[JsonSerializable(typeof(List<ContainerSummary>))]
[JsonSerializable(typeof(ContainerInspection))]
[JsonSerializable(typeof(CreatedContainer))]
[JsonSerializable(typeof(UpdateAnswer))]
[JsonSerializable(typeof(WaitAnswer))]
[JsonSerializable(typeof(IdAnswer))]
[JsonSerializable(typeof(ExecInspectAnswer))]
[JsonSerializable(typeof(ImageInspection))]
[JsonSerializable(typeof(List<ImageSummary>))]
[JsonSerializable(typeof(PullMessage))]
[JsonSerializable(typeof(List<NetworkInspection>))]
[JsonSerializable(typeof(NetworkInspection))]
[JsonSerializable(typeof(VolumeListAnswer))]
[JsonSerializable(typeof(EventMessage))]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(DiskUsageAnswer))]
[JsonSerializable(typeof(ErrorMessage))]
internal sealed partial class EngineAnswerJson : JsonSerializerContext;
