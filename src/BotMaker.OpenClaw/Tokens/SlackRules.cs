namespace BotMaker.OpenClaw.Tokens;

internal static class SlackRules
{
    private const int MinLength = 20;
    private const int SigningSecretLength = 32;

    private static readonly (string Prefix, string What, string Field)[] Kinds =
    [
        ("xoxb-", "the bot token", "botToken"),
        ("xapp-", "the app-level token", "appToken"),
        ("xoxp-", "a user token", "userToken"),
    ];

    public static string? BotToken(string value) =>
        Prefixed(value, "xoxb-", "botToken", "The bot token is on the app's page 'OAuth & Permissions': xoxb-123***");

    public static string? AppToken(string value) =>
        Prefixed(value, "xapp-", "appToken", "The app-level token is under 'Basic Information', 'App-Level Tokens', with the scope connections:write: xapp-1-A0***");

    public static string? UserToken(string value) =>
        Prefixed(value, "xoxp-", "userToken", "The user token is on the app's page 'OAuth & Permissions': xoxp-123***");

    public static string? SigningSecret(string value)
    {
        if (TokenText.IsHex(value, SigningSecretLength)) return null;
        return Misplaced(value, "signingSecret") ?? "A signing secret is 32 hexadecimal digits, under 'Basic Information', 'App Credentials': 8f742***";
    }

    private static string? Prefixed(string value, string prefix, string field, string form)
    {
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        if (value.StartsWith(prefix, StringComparison.Ordinal))
        {
            return value.Length < MinLength || !TokenText.IsWord(value)
                ? $"The token was not copied whole, or has a character that no token has. {form}."
                : null;
        }

        if (Misplaced(value, field) is { } misplaced) return $"{misplaced} {form}.";
        if (value.StartsWith("xoxe", StringComparison.Ordinal))
            return $"This is a token of Slack's token rotation, which ends after 12 hours. Switch rotation off for the app. {form}.";
        if (TokenText.IsHex(value, SigningSecretLength)) return $"This looks like the signing secret, which belongs in signingSecret. {form}.";
        return $"The token must begin with {prefix}. {form}.";
    }

    private static string? Misplaced(string value, string field)
    {
        foreach (var (prefix, what, owner) in Kinds)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal)) return $"This is {what} ({prefix}), which belongs in {owner}; {field} needs another one. Were the two swapped?";
        }

        return null;
    }
}
