using BotMaker.OpenClaw.Tokens;
using BotMaker.Reconciler.Core.Model.Desired;

namespace BotMaker.OpenClaw.Tests.Tokens;

public sealed class CredentialRulesTests
{
    private const string Letters = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdEfGhIjKl";
    private const string Hex = "0123456789abcdef0123456789abcdef";
    private static readonly string Telegram = "123456789:" + Letters[..35];
    private static readonly string Discord = "MTIzNDU2Nzg5MDEyMzQ1Njc4." + Letters[..6] + "." + Letters[..38];
    private const string Bot = "xoxb-" + "123456789012-123456789012-AbCdEfGhIjKl";
    private const string App = "xapp-" + "1-A0123456789-1234567890123-0123456789abcdef";
    private const string User = "xoxp-" + "123456789012-123456789012-AbCdEfGhIjKl";

    private static IEnumerable<TestCaseData> Good() =>
    [
        new("telegram", "botToken", Telegram),
        new("telegram", "webhookSecret", "hook_1"),
        new("discord", "token", Discord),
        new("discord", "token", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA." + Letters[..6] + "." + Letters[..27]),
        new("slack", "botToken", Bot),
        new("slack", "appToken", App),
        new("slack", "userToken", User),
        new("slack", "signingSecret", Hex),
        new("matrix", "accessToken", "syt_" + Letters),
        new("matrix", "password", "correct horse battery staple"),
        new("mattermost", "botToken", "abcdefghijklmnopqrstuvwx12"),
        new("msteams", "appPassword", "abc8Q~" + Letters[..34]),
        new("googlechat", "serviceAccount", """{"type":"service_account","client_email":"a@b","private_key":"x"}"""),
        new("line", "channelAccessToken", Letters + Letters + Letters + "="),
        new("line", "channelSecret", Hex),
    ];

    private static IEnumerable<TestCaseData> Bad() =>
    [
        new("telegram", "botToken", "123456789", "only the first part"),
        new("telegram", "botToken", Letters[..35], "first part of the token (the bot's number and a colon) is missing"),
        new("telegram", "botToken", "123456789:", "after the colon, is missing"),
        new("telegram", "botToken", ":" + Letters[..35], "must be the bot's number"),
        new("telegram", "botToken", "123456:ABCDEF", "short examples (123456:ABCDEF)"),
        new("telegram", "botToken", "bot" + Telegram, "begins with 'bot'"),
        new("telegram", "botToken", Telegram + "!", "character that no token has"),
        new("telegram", "botToken", "TELEGRAM_BOT_TOKEN=" + Telegram, "begins with TELEGRAM_BOT_TOKEN="),
        new("telegram", "botToken", "export TELEGRAM_BOT_TOKEN=" + Telegram, "begins with TELEGRAM_BOT_TOKEN="),
        new("telegram", "botToken", '"' + Telegram + '"', "in quotes"),
        new("telegram", "botToken", Telegram.Insert(20, "\n"), "line break"),
        new("telegram", "botToken", "", "empty"),
        new("telegram", "botToken", " \n", "empty"),
        new("telegram", "botToken", "<your token>", "placeholder"),
        new("telegram", "botToken", "undefined", "placeholder"),
        new("telegram", "webhookSecret", "a b", "webhook secret"),
        new("discord", "token", "Bot " + Discord, "begins with 'Bot '"),
        new("discord", "token", "DISCORD_BOT_TOKEN=" + Discord, "begins with DISCORD_BOT_TOKEN="),
        new("discord", "token", "Bearer " + Discord, "begins with 'Bearer '"),
        new("discord", "token", "123456789012345678", "application id"),
        new("discord", "token", Letters[..32], "one part of three"),
        new("discord", "token", Discord[..Discord.LastIndexOf('.')], "too few parts"),
        new("discord", "token", Discord + ".x", "too many parts"),
        new("discord", "token", Discord[..40], "too short"),
        new("discord", "token", "mfa." + Letters, "person's account"),
        new("discord", "token", Letters[..26] + "." + Letters[..6] + "." + Letters[..38], "does not name an application"),
        new("slack", "botToken", App, "belongs in appToken; botToken needs another one. Were the two swapped?"),
        new("slack", "appToken", Bot, "belongs in botToken; appToken needs another one. Were the two swapped?"),
        new("slack", "botToken", User, "belongs in userToken"),
        new("slack", "userToken", Bot, "belongs in botToken"),
        new("slack", "botToken", Hex, "belongs in signingSecret"),
        new("slack", "botToken", "xoxb-1", "not copied whole"),
        new("slack", "botToken", "xoxe.xoxb-1-" + Letters, "token rotation"),
        new("slack", "botToken", Letters, "must begin with xoxb-"),
        new("slack", "appToken", "SLACK_APP_TOKEN=" + App, "begins with SLACK_APP_TOKEN="),
        new("slack", "signingSecret", Bot, "belongs in botToken"),
        new("slack", "signingSecret", Hex[..31], "32 hexadecimal digits"),
        new("matrix", "accessToken", "two words", "white space"),
        new("mattermost", "botToken", "ABC", "26 small letters"),
        new("msteams", "appPassword", "12345678-1234-1234-1234-123456789abc", "not its 'Secret ID'"),
        new("msteams", "appPassword", "short", "not copied whole"),
        new("googlechat", "serviceAccount", "/path/to/key.json", "not JSON"),
        new("googlechat", "serviceAccount", "[]", "no key file"),
        new("googlechat", "serviceAccount", """{"type":"authorized_user"}""", "not a service account's"),
        new("googlechat", "serviceAccount", """{"type":"service_account","client_email":"a@b"}""", "no private_key"),
        new("line", "channelAccessToken", Hex, "belongs in channelSecret"),
        new("line", "channelSecret", Letters + Letters + Letters, "belongs in channelAccessToken"),
    ];

    [TestCaseSource(nameof(Good))]
    public void WellFormedSecret_HasNoFindings(string channel, string field, string value)
    {
        var check = CredentialRules.CheckChannel(channel, field, value);
        check.Findings.Should().BeEmpty();
        check.Value.Should().Be(value);
    }

    [TestCaseSource(nameof(Bad))]
    public void MalformedSecret_IsExplainedWithoutShowingIt(string channel, string field, string value, string expected)
    {
        var check = CredentialRules.CheckChannel(channel, field, value);
        check.IsUsable.Should().BeFalse();
        var error = check.Findings.Single(finding => finding.Severity == DiagnosticSeverity.Error);
        error.Path.Should().Be(field);
        error.Message.Should().Contain(expected);
        if (value.Trim().Length > 20) error.Message.Should().NotContain(value.Trim()).And.NotContain(value.Trim()[^12..]);
        check.ToString().Should().Be("not usable");
    }

    [TestCase("\n", 0)]
    [TestCase(" ", 1)]
    [TestCase("\r\n", 1)]
    [TestCase("\n\n", 1)]
    public void WhiteSpaceAtTheEnd_IsLeftOutAndSaidUnlessItIsTheFilesLastNewline(string end, int warnings)
    {
        var check = CredentialRules.CheckChannel("telegram", "botToken", Telegram + end);
        check.Value.Should().Be(Telegram);
        check.IsUsable.Should().BeTrue();
        check.Findings.Count(finding => finding.Severity == DiagnosticSeverity.Warning).Should().Be(warnings);
    }

    [TestCase("short", false)]
    [TestCase("undefined", false)]
    [TestCase(Hex, true)]
    public void GatewayToken_MustBeLong(string value, bool isUsable) => CredentialRules.CheckGatewayToken(value).IsUsable.Should().Be(isUsable);

    [TestCase("anthropic", "sk-ant-abc", true)]
    [TestCase("anthropic", "sk-or-v1-abc", false)]
    [TestCase("openai", "sk-ant-abc", false)]
    [TestCase("house", "sk-ant-abc", true)]
    [TestCase("openai", "OPENAI_API_KEY=sk-abc", false)]
    [TestCase("openai", "sk abc", false)]
    public void ProviderKey_OfAnotherVendor_IsRefused(string provider, string value, bool isUsable) =>
        CredentialRules.CheckProviderKey(provider, value).IsUsable.Should().Be(isUsable);

    [Test]
    public void Identity_IsThePublicPartOfAToken()
    {
        CredentialIdentity.Of("telegram", "botToken", Telegram).Should().Be("telegram:123456789");
        CredentialIdentity.Of("discord", "token", Discord).Should().Be("discord:123456789012345678");
        CredentialIdentity.Of("slack", "botToken", Bot).Should().BeNull();
        CredentialIdentity.Of("discord", "token", "rubbish").Should().BeNull();
    }
}
