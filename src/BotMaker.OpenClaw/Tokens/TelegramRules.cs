namespace BotMaker.OpenClaw.Tokens;

internal static class TelegramRules
{
    private const int SecretLength = 30;
    private const int MaxWebhookSecret = 256;
    private const string Form = "A Telegram bot token is the bot's number, a colon and about 35 letters, digits, '-' or '_', as @BotFather shows it: 123456789:AAH***";

    public static string? BotToken(string value)
    {
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        if (value.StartsWith("bot", StringComparison.OrdinalIgnoreCase) && value.Length > 3 && char.IsAsciiDigit(value[3]))
            return $"The token begins with 'bot', which belongs to the address of the API and not to the token. {Form}.";

        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return value.All(char.IsAsciiDigit)
                ? $"This is only the first part of the token (the bot's number). {Form}."
                : $"The first part of the token (the bot's number and a colon) is missing. {Form}.";
        }

        var number = value.AsSpan(0, colon);
        var secret = value.AsSpan(colon + 1);
        if (number.IsEmpty || number.ContainsAnyExceptInRange('0', '9')) return $"What stands before the colon must be the bot's number. {Form}.";
        if (secret.IsEmpty) return $"The second part of the token, after the colon, is missing. {Form}.";
        if (!TokenText.IsWord(secret)) return $"The part after the colon has a character that no token has. {Form}.";
        return secret.Length < SecretLength
            ? $"The part after the colon is too short, as in the short examples (123456:ABCDEF) that texts about bots print. {Form}."
            : null;
    }

    public static string? WebhookSecret(string value) => value.Length <= MaxWebhookSecret && TokenText.IsWord(value)
        ? null
        : "Telegram takes a webhook secret of 1 to 256 letters, digits, '-' and '_'.";
}
