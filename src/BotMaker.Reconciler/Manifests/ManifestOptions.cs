namespace BotMaker.Reconciler.Manifests;

/// <summary>Section <c>Manifests</c>.</summary>
public sealed record ManifestOptions
{
    public string Directory { get; init; } = "/etc/botmaker/manifests";

    public TimeSpan RescanInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Quiet time after the last file event before a scan; a scan comes after 2 s at the latest.</summary>
    public TimeSpan SettleDelay { get; init; } = TimeSpan.FromMilliseconds(150);
}
