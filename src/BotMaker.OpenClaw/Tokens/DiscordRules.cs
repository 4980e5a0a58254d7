using System.Buffers.Text;
using System.Text;

namespace BotMaker.OpenClaw.Tokens;

internal static class DiscordRules
{
    // Older tokens are 24.6.27, newer ones 26 and more, 6, 38; the ends of the ranges are wide on purpose.
    private const int MinFirst = 20;
    private const int MinSecond = 5;
    private const int MinThird = 25;
    private const string Form = "A Discord bot token is three parts with dots between, from 'Reset Token' on the Bot page of the Developer Portal: MTIz***.Gh***.k3***";

    public static string? Token(string value)
    {
        if (value.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase))
            return $"The token begins with 'Bot ', which is added on the wire. Store only what comes after it. {Form}.";
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        if (value.StartsWith("mfa.", StringComparison.Ordinal)) return $"This is the token of a person's account; Discord bans automated use of those. {Form}.";

        var parts = value.Split('.');
        if (parts.Length == 1)
        {
            return value.All(char.IsAsciiDigit)
                ? $"This is the application id. {Form}."
                : $"This is one part of three, or the OAuth2 client secret or public key. {Form}.";
        }

        if (parts.Length != 3) return $"The token has {(parts.Length < 3 ? "too few" : "too many")} parts. {Form}.";
        if (!parts.All(part => TokenText.IsWord(part))) return $"A part of the token is empty or has a character that no token has. {Form}.";
        if (parts[0].Length < MinFirst || parts[1].Length < MinSecond || parts[2].Length < MinThird) return $"A part of the token is too short; it was not copied whole. {Form}.";
        return ApplicationId(value) is null ? $"The first part of the token does not name an application; this is not a bot token, or it was not copied whole. {Form}." : null;
    }

    /// <summary>The first part is the application's id, encoded. Public, unlike the rest.</summary>
    public static string? ApplicationId(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? token : token[..dot];
        if (!Base64Url.IsValid(first)) return null;
        var id = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(first));
        return id.Length is >= 15 and <= 22 && id.All(char.IsAsciiDigit) ? id : null;
    }
}
