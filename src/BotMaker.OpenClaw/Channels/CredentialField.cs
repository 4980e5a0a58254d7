namespace BotMaker.OpenClaw.Channels;

/// <summary>A secret of a channel: in a manifest always a <c>secretRef</c>.</summary>
/// <param name="Name">As in OpenClaw's configuration, for example <c>botToken</c>.</param>
/// <param name="Description">What it is, for messages and the documentation.</param>
public sealed record CredentialField(string Name, string Description)
{
    /// <summary>
    /// Null where the field itself takes a reference. Otherwise the setting that takes the path of a file instead (LINE:
    /// <c>channelAccessToken</c> accepts plain text only, but <c>tokenFile</c> keeps the value out of the configuration).
    /// </summary>
    public string? FileSetting { get; init; }
}
