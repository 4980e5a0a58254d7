using System.Text.Json;
using System.Text.Json.Serialization;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.Transport;

namespace BotMaker.DockerEngine.Json;

/// <summary>Files and programs of the Docker command line.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(CliConfig))]
[JsonSerializable(typeof(ContextMetadata))]
[JsonSerializable(typeof(CredentialHelperAnswer))]
internal sealed partial class DockerFilesJson : JsonSerializerContext;
