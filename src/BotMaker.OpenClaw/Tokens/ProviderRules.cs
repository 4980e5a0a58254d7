namespace BotMaker.OpenClaw.Tokens;

internal static class ProviderRules
{
    private static readonly (string Prefix, string Provider)[] Prefixes =
    [
        ("sk-ant-", "anthropic"),
        ("sk-or-", "openrouter"),
        ("xai-", "xai"),
        ("gsk_", "groq"),
        ("AIza", "google"),
    ];

    /// <summary>Only a key that names another vendor is refused: providers change the form of their keys as they like.</summary>
    public static string? ApiKey(string provider, string value)
    {
        if (TokenText.Spaces(value) is { } spaces) return spaces;
        var isKnown = Prefixes.Any(pair => string.Equals(pair.Provider, provider, StringComparison.Ordinal)) || provider is "openai" or "mistral" or "deepseek";
        foreach (var (prefix, owner) in Prefixes)
        {
            if (isKnown && value.StartsWith(prefix, StringComparison.Ordinal) && !string.Equals(owner, provider, StringComparison.Ordinal))
                return $"This is a key of {owner} ({prefix}***), and the provider is {provider}.";
        }

        return null;
    }
}
