using System.Text.Json.Serialization;
using BotMaker.DockerEngine.Images;

namespace BotMaker.DockerEngine.Transport;

/// <summary>The parts of the Docker command line's <c>config.json</c> that matter here.</summary>
internal sealed record CliConfig
{
    [JsonPropertyName("currentContext")]
    public string? CurrentContext { get; init; }

    [JsonPropertyName("auths")]
    public Dictionary<string, RegistryAuthEntry?>? Auths { get; init; }

    [JsonPropertyName("credsStore")]
    public string? CredentialStore { get; init; }

    [JsonPropertyName("credHelpers")]
    public Dictionary<string, string>? CredentialHelpers { get; init; }

    // Holds passwords.
    public override string ToString() => nameof(CliConfig);
}
