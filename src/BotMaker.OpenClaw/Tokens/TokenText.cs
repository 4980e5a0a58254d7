namespace BotMaker.OpenClaw.Tokens;

/// <summary>Faults that a value picks up when it is copied, whatever it is.</summary>
internal static class TokenText
{
    private static readonly string[] Placeholders = ["undefined", "null", "changeme", "change-me", "placeholder", "todo", "your-token-here", "your_token_here"];

    /// <summary>Quotes, an assignment in front, a scheme in front, or a word that stands for a value.</summary>
    public static string? Wrapping(string value)
    {
        if (value.Length >= 2 && value[0] == value[^1] && value[0] is '"' or '\'' or '`')
            return "The secret stands in quotes. Store the value without them.";
        if (Placeholders.Contains(value, StringComparer.OrdinalIgnoreCase) || (value[0] == '<' && value[^1] == '>'))
            return "The secret is a placeholder. Store the real value.";
        if (AssignedName(value) is { } name)
            return $"The secret begins with {name}=. Store only what comes after the equals sign.";
        if (value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return "The secret begins with 'Bearer ', which is added on the wire. Store only what comes after it.";
        return null;
    }

    /// <summary>For tokens of one word.</summary>
    public static string? Spaces(string value) => value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        ? "The secret has white space or a line break in it. Copy it again as one line."
        : null;

    public static bool IsHex(string value, int length) => value.Length == length && value.All(char.IsAsciiHexDigit);

    /// <summary>Letters, digits, '-' and '_'.</summary>
    public static bool IsWord(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }

        return value.Length > 0;
    }

    // TELEGRAM_BOT_TOKEN=…: a name in capitals with a known ending; base64 ends in '=' but holds no such name.
    private static string? AssignedName(string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == value.Length - 1) return null;
        var name = value.StartsWith("export ", StringComparison.Ordinal) ? value[7..equals] : value[..equals];
        var isName = name.Length > 3 && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
        return isName && SecretShapes.IsSecretName(name) ? name : null;
    }
}
