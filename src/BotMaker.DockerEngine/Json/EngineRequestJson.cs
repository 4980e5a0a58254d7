using System.Text.Json.Serialization;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Networks;

namespace BotMaker.DockerEngine.Json;

/// <summary>What we send: null members are left out, so that the image's and the engine's defaults stand.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization | JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CreateContainerRequest))]
[JsonSerializable(typeof(UpdateContainerRequest))]
[JsonSerializable(typeof(ExecCreateBody))]
[JsonSerializable(typeof(ExecStartBody))]
[JsonSerializable(typeof(CreateNetworkRequest))]
[JsonSerializable(typeof(RegistryAuthBody))]
[JsonSerializable(typeof(Dictionary<string, IReadOnlyList<string>>))]
internal sealed partial class EngineRequestJson : JsonSerializerContext;
