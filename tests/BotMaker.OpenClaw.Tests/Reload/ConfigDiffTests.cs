using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Reload;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.OpenClaw.Tests.Reload;

public sealed class ConfigDiffTests
{
    [Test]
    public void EqualDocuments_HaveNoChanges()
    {
        var document = Render(SampleSpecs.ThreeChannels);
        ConfigDiff.Compare(document, document, Dialect.Current).Should().BeEmpty();
        ConfigDiff.ClassOf([]).Should().Be(ChangeClass.None);
    }

    [Test]
    public void AllowedSender_IsLiveAndShownAsAWhole()
    {
        var channel = SampleSpecs.Discord.Channels["discord"] with { AllowFrom = ["123456789012345678", "423456789012345678"] };
        Compare(SampleSpecs.Discord, SampleSpecs.Discord with { Channels = ValueMap.Of(("discord", channel)) }).Should().ContainSingle()
            .Which.Should().Match<FieldChange>(change => change.Path == "channels.discord.allowFrom" && change.Class == ChangeClass.Live
                && change.Old!.Contains("223456789012345678") && change.New!.Contains("423456789012345678"));
    }

    [Test]
    public void Model_IsLive() => Class(SampleSpecs.Telegram, SampleSpecs.Telegram with { Model = new("anthropic/other") }).Should().Be(ChangeClass.Live);

    [Test]
    public void ChannelOfTheCore_JoinsLive() => Class(SampleSpecs.Bare, SampleSpecs.Bare with { Channels = SampleSpecs.Telegram.Channels }).Should().Be(ChangeClass.Live);

    [Test]
    public void ChannelWithAPackage_JoinsByMigration() =>
        Class(SampleSpecs.Bare, SampleSpecs.Bare with { Channels = SampleSpecs.Slack.Channels }).Should().Be(ChangeClass.Migrate);

    [Test]
    public void ChannelWithAPackage_LeavesLive() =>
        Class(SampleSpecs.Slack, SampleSpecs.Slack with { Channels = default }).Should().Be(ChangeClass.Live);

    [Test]
    public void GatewaysBind_IsARestart() => Compare(SampleSpecs.Telegram, SampleSpecs.Published).Where(change => change.Class == ChangeClass.Restart)
        .Select(change => change.Path).Should().Equal("gateway.bind");

    [TestCase("gateway.trustedProxies", Dialect.Current, ChangeClass.Live)]
    [TestCase("gateway.trustedProxies", Dialect.January2026, ChangeClass.Restart)]
    [TestCase("gateway.auth.token", Dialect.Current, ChangeClass.Live)]
    [TestCase("gateway.auth.token", Dialect.January2026, ChangeClass.Restart)]
    [TestCase("gateway.auth.mode", Dialect.Current, ChangeClass.Restart)]
    [TestCase("plugins.entries.memory.enabled", Dialect.Current, ChangeClass.Live)]
    [TestCase("plugins.entries.memory.enabled", Dialect.January2026, ChangeClass.Restart)]
    [TestCase("discovery.mdns.mode", Dialect.Current, ChangeClass.Live)]
    [TestCase("discovery.mdns.mode", Dialect.January2026, ChangeClass.Restart)]
    [TestCase("discovery.wideArea", Dialect.Current, ChangeClass.Restart)]
    [TestCase("secrets.providers.x.path", Dialect.Current, ChangeClass.Live)]
    [TestCase("secrets.egressProxy.url", Dialect.Current, ChangeClass.Restart)]
    [TestCase("cron.enabled", Dialect.January2026, ChangeClass.Live)]
    [TestCase("env.vars.ANTHROPIC_API_KEY", Dialect.January2026, ChangeClass.Restart)]
    [TestCase("agentsX", Dialect.Current, ChangeClass.Restart)]
    [TestCase("somethingNew.key", Dialect.Current, ChangeClass.Restart)]
    public void Class_IsThatOfTheLongestPrefix(string path, Dialect dialect, ChangeClass expected) =>
        ConfigDiff.Compare("{}", Document(path), dialect).Should().ContainSingle().Which.Should().Be(new FieldChange(path, null, "1", expected));

    [Test]
    public void WithReloadingOff_EverythingIsARestart() =>
        ConfigDiff.Compare("""{"gateway":{"reload":{"mode":"off"}}}""", """{"gateway":{"reload":{"mode":"off"}},"logging":{"level":"debug"}}""", Dialect.Current)
            .Should().ContainSingle().Which.Class.Should().Be(ChangeClass.Restart);

    [Test]
    public void NumbersAndOrder_AreComparedByMeaning() =>
        ConfigDiff.Compare("""{"a":1.0,"b":{"c":"x"}}""", """{"b":{"c":"\u0078"},"a":1.0}""", Dialect.Current).Should().BeEmpty();

    [Test]
    public void MapThatBecomesAValue_IsOneChange() =>
        ConfigDiff.Compare("""{"agents":{"a":1}}""", """{"agents":true}""", Dialect.Current).Should().Equal(new FieldChange("agents", """{"a":1}""", "true", ChangeClass.Live));

    [Test]
    public void EmptyMap_IsAChangeToo() =>
        ConfigDiff.Compare("{}", """{"agents":{}}""", Dialect.Current).Should().Equal(new FieldChange("agents", null, "{}", ChangeClass.Live));

    [Test]
    public void Secrets_CostWhatTheirPlaceCosts()
    {
        Secrets(SampleSpecs.Telegram, "2026.9.6").Should().OnlyContain(secret => secret.OnChange == ChangeClass.Live);
        Secrets(SampleSpecs.Telegram, "2026.1.30").Select(secret => (secret.Field, secret.OnChange)).Should().Equal(
            ("spec.channels.telegram.botToken", ChangeClass.Live),
            ("spec.providers.anthropic.apiKey", ChangeClass.Restart),
            ("spec.gateway.auth.token", ChangeClass.Restart));
        Secrets(EveryChannel.Spec, "2026.9.6").Single(secret => secret.Id is "channels-line-channel-secret").OnChange.Should().Be(ChangeClass.Restart);
    }

    private static ValueList<RenderedSecret> Secrets(BotSpec spec, string release) =>
        OpenClawRenderer.Render(new(BotId.Parse("sample"), spec, OpenClawRelease.Parse(release))).Secrets;

    private static ChangeClass Class(BotSpec old, BotSpec @new) => ConfigDiff.ClassOf(Compare(old, @new));

    private static ValueList<FieldChange> Compare(BotSpec old, BotSpec @new) => ConfigDiff.Compare(Render(old), Render(@new), Dialect.Current);

    private static string Render(BotSpec spec) => OpenClawRenderer.Render(new(BotId.Parse("sample"), spec, OpenClawRelease.Newest)).Files[0].Content;

    private static string Document(string path) => path.Split('.').Reverse().Aggregate("1", (inner, name) => $$"""{"{{name}}":{{inner}}}""");
}
