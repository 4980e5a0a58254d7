using BotMaker.OpenClaw.Tokens;

namespace BotMaker.OpenClaw.Tests.Tokens;

public sealed class SecretShapesTests
{
    private const string Letters = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdEfGhIjKl";

    private static IEnumerable<TestCaseData> Secrets() =>
    [
        new("X", "123456789:" + Letters[..35], "a Telegram bot token"),
        new("X", "https://api.telegram.org/bot123456789:" + Letters[..35] + "/getMe", "a Telegram bot token"),
        new("X", "xoxb-" + "123456789012-AbCdEfGhIjKl", "a Slack token"),
        new("X", "xapp-" + "1-A0123456789-1234567890123", "a Slack token"),
        new("X", "MTIzNDU2Nzg5MDEyMzQ1Njc4." + Letters[..6] + "." + Letters[..38], "a Discord bot token"),
        new("X", "-----BEGIN RSA " + "PRIVATE KEY-----\nabc", "a private key"),
        new("X", "sk-" + "ant-api03-" + Letters, "an API key"),
        new("X", "postgres://bot:hunter22@db/bots", "an address with a password"),
        new("OPENAI_API_KEY", "anything-long", "a secret by its name"),
        new("DB_PASSWORD", "hunter22", "a secret by its name"),
        new("MY_BOT_TOKEN", "abcdefgh", "a secret by its name"),
    ];

    [TestCaseSource(nameof(Secrets))]
    public void Secret_IsRecognised(string name, string value, string expected)
    {
        SecretShapes.LooksLikeSecret(name, value, out var what).Should().BeTrue();
        what.Should().Be(expected);
    }

    [TestCase("TZ", "Europe/Berlin")]
    [TestCase("NODE_OPTIONS", "--max-old-space-size=1024")]
    [TestCase("MAX_TOKENS", "4096000000")]
    [TestCase("BOT_TOKEN_FILE", "/run/bot-secrets/token")]
    [TestCase("BOT_TOKEN", "/run/bot-secrets/token")]
    [TestCase("USE_TOKEN", "true")]
    [TestCase("HTTPS_PROXY", "http://proxy.internal:3128")]
    [TestCase("PUBLIC_KEY", "abcdefghijklmnop")]
    [TestCase("KEYBOARD", "qwertzuiop")]
    [TestCase("TIME", "123456:78")]
    [TestCase("IMAGE", "node:24.16.0-bookworm-slim")]
    [TestCase("EMPTY_TOKEN", "")]
    public void OrdinaryValue_IsNot(string name, string value) => SecretShapes.LooksLikeSecret(name, value, out _).Should().BeFalse();
}
