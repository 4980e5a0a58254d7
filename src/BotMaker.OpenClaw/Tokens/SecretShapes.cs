using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace BotMaker.OpenClaw.Tokens;

/// <summary>Whether a text that should be public looks like a secret: the environment and labels of a container can be read by many.</summary>
public static partial class SecretShapes
{
    private const int MinSecretLength = 8;

    private static readonly (Regex Shape, string What)[] Shapes =
    [
        (Telegram(), "a Telegram bot token"),
        (Slack(), "a Slack token"),
        (Discord(), "a Discord bot token"),
        (PrivateKey(), "a private key"),
        (VendorKey(), "an API key"),
        (WebToken(), "a signed web token"),
        (AddressWithPassword(), "an address with a password"),
    ];

    /// <param name="name">The variable's, or any other name; empty when there is none.</param>
    /// <param name="value">What it is set to.</param>
    /// <param name="what">For a message: <c>a Slack token</c>.</param>
    public static bool LooksLikeSecret(string name, string value, [NotNullWhen(true)] out string? what)
    {
        what = null;
        foreach (var (shape, kind) in Shapes)
        {
            if (!shape.IsMatch(value)) continue;
            what = kind;
            return true;
        }

        if (!IsSecretName(name) || IsHarmless(value)) return false;
        what = "a secret by its name";
        return true;
    }

    /// <summary><c>SLACK_BOT_TOKEN</c>, <c>DB_PASSWORD</c>, <c>OPENAI_API_KEY</c>; not <c>MAX_TOKENS</c> and not <c>TOKEN_FILE</c>.</summary>
    internal static bool IsSecretName(string name) => SecretName().IsMatch(name);

    // A file's path, a switch, a number or a short word is no secret, whatever its name says.
    private static bool IsHarmless(string value) =>
        value.Length < MinSecretLength || value[0] is '/' or '.' or '~' || value.All(c => char.IsAsciiDigit(c) || c == '.') || value.Contains(' ', StringComparison.Ordinal);

    [GeneratedRegex("(?:^|_)(?:TOKENS?_SECRET|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|APIKEY|(?:API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION|AUTH)_?KEYS?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(?<![0-9])[0-9]{6,}:[A-Za-z0-9_-]{30,}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Telegram();

    [GeneratedRegex("(?:xox[abeoprs](?:\\.xox[bp])?-|xapp-)[A-Za-z0-9-]{10,}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Slack();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{19,30}\.[A-Za-z0-9_-]{5,8}\.[A-Za-z0-9_-]{25,45}(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Discord();

    [GeneratedRegex("-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----|AGE-SECRET-KEY-1", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{20,}|gsk_[A-Za-z0-9]{20,}|xai-[A-Za-z0-9]{20,}|AIza[A-Za-z0-9_-]{30,}|gh[opsu]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|AKIA[A-Z0-9]{16})", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex VendorKey();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex WebToken();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]{0,20}://[^/\s:@]{0,100}:[^/\s@]{3,200}@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex AddressWithPassword();
}
