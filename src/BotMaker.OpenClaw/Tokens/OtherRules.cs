using System.Text.Json;

namespace BotMaker.OpenClaw.Tokens;

internal static class OtherRules
{
    private const int MattermostLength = 26;
    private const int LineSecretLength = 32;
    private const int MinLineToken = 40;
    private const int MinGatewayToken = 24;
    private const int MinTeamsPassword = 16;

    public static string? OpaqueToken(string value) => TokenText.Spaces(value);

    public static string? MattermostToken(string value) => value.Length == MattermostLength && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        ? null
        : "A Mattermost token is 26 small letters and digits, shown once when the bot account is made: 9xuqwr***";

    public static string? TeamsPassword(string value)
    {
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        if (Guid.TryParse(value, out _)) return "This is an id. Store the client secret's value, which Entra shows once, and not its 'Secret ID': abc8Q~***";
        return value.Length < MinTeamsPassword ? "A client secret is about 40 characters; it was not copied whole: abc8Q~***" : null;
    }

    public static string? GoogleServiceAccount(string value)
    {
        const string form = "Store the whole key file of the service account as Google gives it: {\"type\":\"service_account\", …}";
        try
        {
            using var document = JsonDocument.Parse(value);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return $"The secret is JSON, but no key file. {form}.";
            if (!IsText(root, "type", out var type) || type is not "service_account") return $"The key file is not a service account's. {form}.";
            foreach (var field in (ReadOnlySpan<string>)["client_email", "private_key"])
            {
                if (!IsText(root, field, out var text) || text.Length == 0) return $"The key file has no {field}. {form}.";
            }

            return null;
        }
        catch (JsonException)
        {
            return $"The secret is not JSON. {form}.";
        }
    }

    public static string? LineAccessToken(string value)
    {
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        if (TokenText.IsHex(value, LineSecretLength)) return "This looks like the channel secret, which belongs in channelSecret. The access token is on the page 'Messaging API': Xk3v***";
        return value.Length < MinLineToken ? "A long-lived channel access token is about 170 characters, on the page 'Messaging API'; it was not copied whole: Xk3v***" : null;
    }

    public static string? LineSecret(string value)
    {
        if (TokenText.IsHex(value, LineSecretLength)) return null;
        return value.Length > 100
            ? "This looks like the access token, which belongs in channelAccessToken. The channel secret is on the page 'Basic settings': 4f1c***"
            : "A channel secret is 32 hexadecimal digits, on the page 'Basic settings': 4f1c***";
    }

    public static string? GatewayToken(string value)
    {
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        return value.Length < MinGatewayToken
            ? "A gateway token under 24 characters can be guessed. Leave spec.gateway.auth.token out to have one generated, or use the output of: openssl rand -hex 32."
            : null;
    }

    private static bool IsText(JsonElement root, string name, out string text)
    {
        text = root.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() ?? "" : "";
        return text.Length > 0;
    }
}
