using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Errors;

/// <summary>Body of an error answer.</summary>
internal sealed record ErrorMessage([property: JsonPropertyName("message")] string? Message);
