using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Images;

/// <summary>One entry of <c>auths</c> in the Docker command line's <c>config.json</c>.</summary>
internal sealed record RegistryAuthEntry
{
    /// <summary>Base64 of <c>user:password</c>.</summary>
    [JsonPropertyName("auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    public override string ToString() => nameof(RegistryAuthEntry);
}
