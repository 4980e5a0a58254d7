namespace BotMaker.DockerEngine.Images;

/// <summary>What <c>docker-credential-… get</c> prints.</summary>
internal sealed record CredentialHelperAnswer
{
    public string? Username { get; init; }

    public string? Secret { get; init; }

    public override string ToString() => nameof(CredentialHelperAnswer);
}
