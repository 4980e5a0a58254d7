namespace BotMaker.DockerEngine.Images;

/// <summary>What goes into <c>X-Registry-Auth</c>. Never logged: <see cref="ToString"/> shows the server only.</summary>
public sealed record RegistryCredentials
{
    public required string ServerAddress { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Instead of a password.</summary>
    public string? IdentityToken { get; init; }

    public override string ToString() => $"credentials for {ServerAddress}";
}
