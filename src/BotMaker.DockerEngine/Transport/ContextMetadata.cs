using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Transport;

/// <summary>The <c>meta.json</c> of a context.</summary>
internal sealed record ContextMetadata(string? Name, Dictionary<string, ContextMetadata.Endpoint?>? Endpoints)
{
    internal sealed record Endpoint
    {
        public string? Host { get; init; }

        [JsonPropertyName("SkipTLSVerify")]
        public bool SkipTlsVerify { get; init; }
    }
}
