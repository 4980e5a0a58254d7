using System.Text.Json.Serialization;

namespace BotMaker.DockerEngine.Images;

/// <summary>What stands, encoded, in <c>X-Registry-Auth</c>.</summary>
internal sealed record RegistryAuthBody
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; init; }

    public override string ToString() => nameof(RegistryAuthBody);
}
