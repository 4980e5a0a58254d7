namespace BotMaker.OpenClaw.Configuration;

/// <summary>The variables from which OpenClaw takes a provider's key.</summary>
internal static class KnownProviders
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["google"] = "GEMINI_API_KEY",
        ["kimi-coding"] = "KIMI_API_KEY",
        ["vercel-ai-gateway"] = "AI_GATEWAY_API_KEY",
    };

    /// <summary>Mostly the provider's name: <c>anthropic</c> has <c>ANTHROPIC_API_KEY</c>.</summary>
    public static string KeyVariable(string provider) =>
        Variables.TryGetValue(provider, out var variable) ? variable : provider.ToUpperInvariant().Replace('-', '_') + "_API_KEY";
}
