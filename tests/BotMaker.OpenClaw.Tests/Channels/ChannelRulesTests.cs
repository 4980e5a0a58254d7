using BotMaker.OpenClaw.Channels;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Tests.Channels;

public sealed class ChannelRulesTests
{
    private static readonly ChannelSpec Telegram = new() { Credentials = Secrets("botToken"), AllowFrom = ["123456789"] };
    private static readonly ChannelSpec Slack = new() { Credentials = Secrets("botToken", "appToken"), AllowFrom = ["U012AB3CD4E"] };

    [Test]
    public void CompleteChannel_HasNoFindings()
    {
        Check("telegram", Telegram).Should().BeEmpty();
        Check("slack", Slack).Should().BeEmpty();
    }

    [Test]
    public void MissingToken_IsNamed() =>
        Only("telegram", Telegram with { Credentials = default }).Should().Be(Error("", "Telegram needs botToken, each secret as a secretRef."));

    [Test]
    public void DisabledChannel_NeedsNothing() => Check("telegram", new ChannelSpec { Enabled = false }).Should().BeEmpty();

    [Test]
    public void EmptyAllowlist_IsAnError() => Only("telegram", Telegram with { AllowFrom = default }).Path.Should().Be("allowFrom");

    [Test]
    public void Pairing_NeedsNoAllowlist() =>
        Check("telegram", Telegram with { AllowFrom = default, DmPolicy = AccessPolicy.Pairing }).Should().BeEmpty();

    [Test]
    public void EverybodyInAnAllowlist_IsAnError() => Only("telegram", Telegram with { AllowFrom = ["*"] }).Severity.Should().Be(DiagnosticSeverity.Error);

    [Test]
    public void OpenWithoutEverybody_IsAnError() =>
        Only("telegram", Telegram with { DmPolicy = AccessPolicy.Open }).Severity.Should().Be(DiagnosticSeverity.Error);

    [Test]
    public void OpenToEverybody_IsAWarning() =>
        Only("telegram", Telegram with { DmPolicy = AccessPolicy.Open, AllowFrom = ["*"] }).Should().Match<SpecFinding>(finding =>
            finding.Severity == DiagnosticSeverity.Warning && finding.Path == "dmPolicy");

    [Test]
    public void UserNameWhereAnIdIsNeeded_IsAnErrorAtItsPlace() =>
        Only("telegram", Telegram with { AllowFrom = ["123456789", "@alice"] }).Should().Match<SpecFinding>(finding =>
            finding.Path == "allowFrom[1]" && finding.Severity == DiagnosticSeverity.Error && finding.Message.Contains("'@alice'"));

    [Test]
    public void SlackInSocketMode_NeedsTheAppToken() =>
        Only("slack", Slack with { Credentials = Secrets("botToken") }).Message.Should()
            .Be("Slack with mode: socket and postAs: bot needs botToken and appToken, each secret as a secretRef.");

    [Test]
    public void SlackInHttpMode_NeedsTheSigningSecretInstead()
    {
        var http = Slack with { Settings = ValueMap.Of<DataNode>(("mode", new DataNode.Text("http"))) };
        Only("slack", http).Message.Should().Contain("botToken and signingSecret");
        Check("slack", http with { Credentials = Secrets("botToken", "signingSecret") }).Should().BeEmpty();
    }

    [Test]
    public void MatrixPassword_NeedsAUser()
    {
        var matrix = new ChannelSpec
        {
            AllowFrom = ["@alice:example.org"],
            Credentials = Secrets("password"),
            Settings = ValueMap.Of<DataNode>(("homeserver", new DataNode.Text("https://example.org"))),
        };
        Only("matrix", matrix).Message.Should().Contain("accessToken, or userId and password");
        Check("matrix", matrix with { Settings = matrix.Settings.With("userId", new DataNode.Text("@bot:example.org")) }).Should().BeEmpty();
    }

    [Test]
    public void RequiredSetting_IsNamed() =>
        Only("mattermost", new ChannelSpec { Credentials = Secrets("botToken"), AllowFrom = ["abcdefghijklmnopqrstuvwxyz"] }).Path.Should().Be("baseUrl");

    [Test]
    public void Webhook_NeedsItsSecret() =>
        Only("telegram", Telegram with { Settings = ValueMap.Of<DataNode>(("webhookUrl", new DataNode.Text("https://example.org/hook"))) })
            .Message.Should().Be("Telegram with webhookUrl needs webhookSecret, each secret as a secretRef.");

    [Test]
    public void Accounts_InheritFromTheirChannel()
    {
        var channel = new ChannelSpec { AllowFrom = ["123456789"], Accounts = ValueMap.Of(("work", new ChannelSpec { Credentials = Secrets("botToken") })) };
        Check("telegram", channel).Should().BeEmpty();
        var lacking = channel with { Accounts = channel.Accounts.With("home", new ChannelSpec()) };
        Only("telegram", lacking).Path.Should().Be("accounts.home");
    }

    [Test]
    public void DefaultAccountThatIsMissing_IsAnError() =>
        Only("telegram", Telegram with { DefaultAccount = "work" }).Path.Should().Be("defaultAccount");

    [Test]
    public void TeamsAccounts_AreRefused() => Check("msteams", new ChannelSpec { Enabled = false, Accounts = ValueMap.Of(("a", Telegram)) })
        .Should().Contain(finding => finding.Path == "accounts");

    [Test]
    public void GroupAllowFromOnDiscord_PointsToItsGuilds()
    {
        var discord = new ChannelSpec { Credentials = Secrets("token"), AllowFrom = ["123456789012345678"], GroupAllowFrom = ["123456789012345678"] };
        Only("discord", discord).Message.Should().Contain("guilds");
    }

    [Test]
    public void RefusedSetting_SaysWhatToDo() =>
        Only("telegram", Telegram with { Settings = ValueMap.Of<DataNode>(("tokenFile", new DataNode.Text("/x"))) }).Message.Should().Contain("secretRef");

    [Test]
    public void SettingOfTheWrongShape_IsAnError() =>
        Only("telegram", Telegram with { Settings = ValueMap.Of<DataNode>(("webhookPort", new DataNode.Text("80"))) })
            .Should().Be(Error("webhookPort", "Must be a number."));

    private static SpecFinding Only(string channel, ChannelSpec spec) => Check(channel, spec).Should().ContainSingle().Subject;

    private static ValueList<SpecFinding> Check(string channel, ChannelSpec spec)
    {
        ChannelCatalog.TryGet(channel, out var definition).Should().BeTrue();
        return ChannelRules.Check(definition!, spec);
    }

    private static SpecFinding Error(string path, string message) => new(DiagnosticSeverity.Error, path, message);

    private static ValueMap<SecretRef> Secrets(params string[] names) => names.Select(name => KeyValuePair.Create(name, new SecretRef("bot", name))).ToValueMap();
}
