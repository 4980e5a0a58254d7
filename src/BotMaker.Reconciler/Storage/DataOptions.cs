namespace BotMaker.Reconciler.Storage;

/// <summary>Section <c>Data</c>.</summary>
public sealed record DataOptions
{
    public string Directory { get; init; } = "/var/lib/botmaker";

    /// <summary>A tmpfs: secret values live here.</summary>
    public string RuntimeDirectory { get; init; } = "/run/botmaker";

    public string SecretsDirectory { get; init; } = "/etc/botmaker/secrets";
}
