namespace BotMaker.OpenClaw.Tokens;

/// <summary>Whose token it is, as far as the token says so in public: two tokens of one account fight over its messages even when they differ.</summary>
public static class CredentialIdentity
{
    /// <summary>Does this credential name a login, which only one gateway can have at a time? Others, a signing secret for example, may be shared.</summary>
    public static bool IsLogin(string channel, string field) => (channel, field) switch
    {
        (_, "botToken" or "token" or "accessToken" or "channelAccessToken") => true,
        _ => false,
    };

    /// <returns>For example <c>telegram:123456789</c>; null where the token does not say. No secret.</returns>
    public static string? Of(string channel, string field, string value)
    {
        switch (channel, field)
        {
            case ("telegram", "botToken"):
                var colon = value.IndexOf(':', StringComparison.Ordinal);
                return colon > 0 && !value.AsSpan(0, colon).ContainsAnyExceptInRange('0', '9') ? $"telegram:{value[..colon]}" : null;
            case ("discord", "token"):
                return DiscordRules.ApplicationId(value) is { } id ? $"discord:{id}" : null;
            default:
                return null;
        }
    }
}
