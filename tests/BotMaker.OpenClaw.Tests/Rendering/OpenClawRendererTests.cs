using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.OpenClaw.Tests.Rendering;

public sealed class OpenClawRendererTests
{
    [Test]
    public void Command_PinsBindAndPort()
    {
        Render(SampleSpecs.Bare).Command.Should().Equal("openclaw", "gateway", "run", "--bind", "loopback", "--port", "18789");
        Render(SampleSpecs.Published with { Gateway = SampleSpecs.Published.Gateway with { Port = 4000 } }).Command
            .Should().Equal("openclaw", "gateway", "run", "--bind", "lan", "--port", "4000");
    }

    [Test]
    public void JanuaryCommand_FindsTheProgramWhereItIs() =>
        Render(SampleSpecs.Bare, "2026.1.30").Command.Should().HaveElementAt(0, "sh").And.EndWith(["gateway", "run", "--bind", "loopback", "--port", "18789"]);

    [Test]
    public void Environment_IsTheVerifiedRecipe() => Render(SampleSpecs.Bare).Environment.Should().Equal(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["HOME"] = "/home/node",
        ["NODE_OPTIONS"] = "--max-old-space-size=1331",
        ["OPENCLAW_CONFIG_PATH"] = "/etc/openclaw/openclaw.json",
        ["OPENCLAW_CONFIG_READONLY"] = "1",
        ["OPENCLAW_DISABLE_BONJOUR"] = "1",
        ["OPENCLAW_NO_AUTO_UPDATE"] = "1",
        ["OPENCLAW_STATE_DIR"] = "/home/node/.openclaw",
        ["OPENCLAW_SUPERVISOR_MODE"] = "external",
        ["OPENCLAW_WORKSPACE_DIR"] = "/home/node/.openclaw/workspace",
        ["XDG_CACHE_HOME"] = "/home/node/.openclaw/cache",
    });

    [TestCase(null, null)]
    [TestCase(1L << 30, "--max-old-space-size=665")]
    public void HeapCap_FollowsTheMemoryLimit(long? memory, string? expected) =>
        Render(SampleSpecs.Bare with { Resources = new() { MemoryBytes = memory } }).Environment.GetValueOrDefault("NODE_OPTIONS").Should().Be(expected);

    [TestCase("--max-old-space-size=400", "--max-old-space-size=400")]
    [TestCase("--no-warnings", "--no-warnings --max-old-space-size=1331")]
    public void HeapCap_GivesWayToTheManifests(string own, string expected) =>
        Render(SampleSpecs.Bare with { Env = ValueMap.Of(("NODE_OPTIONS", own)) }).Environment["NODE_OPTIONS"].Should().Be(expected);

    [Test]
    public void ManifestsEnvironment_IsAddedButPinsNothing()
    {
        var bot = Render(SampleSpecs.Bare with { Env = ValueMap.Of(("TZ", "Europe/Berlin"), ("OPENCLAW_STATE_DIR", "/elsewhere"), ("CLAWDBOT_STATE_DIR", "/old")) });
        bot.Environment["TZ"].Should().Be("Europe/Berlin");
        bot.Environment["OPENCLAW_STATE_DIR"].Should().Be("/home/node/.openclaw");
        bot.Environment.Keys.Should().NotContain("CLAWDBOT_STATE_DIR");
        bot.Warnings.Should().HaveCount(2).And.Contain(warning => warning.Contains("OPENCLAW_STATE_DIR", StringComparison.Ordinal));
    }

    [TestCase(ConfigDrift.Enforce, true)]
    [TestCase(ConfigDrift.Allow, false)]
    [TestCase(ConfigDrift.Report, false)]
    public void ConfigDrift_DecidesWhetherTheBotMayWrite(ConfigDrift drift, bool isReadOnly)
    {
        var bot = Render(SampleSpecs.Telegram with { ConfigDrift = drift });
        bot.Mounts.Single(mount => mount.Purpose == MountPurpose.Configuration).IsReadOnly.Should().Be(isReadOnly);
        bot.Environment.ContainsKey("OPENCLAW_CONFIG_READONLY").Should().Be(isReadOnly);
        bot.Files[0].Content.Contains("\"configWrites\": false", StringComparison.Ordinal).Should().Be(isReadOnly);
    }

    [Test]
    public void Secrets_AreFilesByReference()
    {
        var bot = Render(SampleSpecs.Telegram);
        bot.Secrets.Should().Equal(
            new RenderedSecret("channels-telegram-bot-token", new SecretRef("telegram", "botToken"), "spec.channels.telegram.botToken", SecretDelivery.File, ChangeClass.Live),
            new RenderedSecret("gateway-auth-token", null, "spec.gateway.auth.token", SecretDelivery.File, ChangeClass.Live),
            new RenderedSecret("models-providers-anthropic-api-key", new SecretRef("anthropic", "api-key"), "spec.providers.anthropic.apiKey", SecretDelivery.File, ChangeClass.Live));
        bot.Files[0].HoldsSecrets.Should().BeFalse();
    }

    [Test]
    public void JanuarySecrets_AreWrittenIntoTheDocument()
    {
        var bot = Render(SampleSpecs.Telegram, "2026.1.30");
        bot.Secrets.Should().OnlyContain(secret => secret.Delivery == SecretDelivery.Inline);
        bot.Files[0].HoldsSecrets.Should().BeTrue();
        bot.Mounts.Select(mount => mount.Purpose).Should().Equal(MountPurpose.State, MountPurpose.Configuration);
    }

    [Test]
    public void LineSecrets_AreFilesInEveryRelease() =>
        Render(EveryChannel.Spec, "2026.1.30").Secrets.Where(secret => secret.Delivery == SecretDelivery.File).Select(secret => secret.Id)
            .Should().Equal("channels-line-channel-access-token", "channels-line-channel-secret");

    [Test]
    public void SecretIds_ThatLoseLetters_StayApart()
    {
        var account = new ChannelSpec { Credentials = SampleSpecs.Secrets("a", "botToken"), AllowFrom = ["1"] };
        var bot = Render(SampleSpecs.Bare with
        {
            Channels = ValueMap.Of(("telegram", new ChannelSpec { AllowFrom = ["1"], Accounts = ValueMap.Of(("a.b", account), ("a_b", account), (new string('x', 90), account)) })),
        });
        bot.Secrets.Should().HaveCount(4).And.OnlyContain(secret => secret.Id.Length <= 64);
        bot.Secrets.Select(secret => secret.Id).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
    }

    [Test]
    public void Steps_OfTheNewestRelease_CheckThenProvisionThenLint() =>
        Render(SampleSpecs.ThreeChannels).Steps.Select(step => step.Kind).Should().Equal(
            OneShotKind.ValidateConfiguration, OneShotKind.AuditSecrets, OneShotKind.InstallPackage, OneShotKind.InstallPackage, OneShotKind.LintState, OneShotKind.MigrateState);

    [Test]
    public void StepsThatMayRunBesideTheBot_TouchNoState() =>
        Render(SampleSpecs.ThreeChannels).Steps.Where(step => step.State == StateAccess.Scratch).Select(step => step.Kind)
            .Should().Equal(OneShotKind.ValidateConfiguration, OneShotKind.AuditSecrets);

    [Test]
    public void Packages_HaveTheCoresVersionOrTheOneThatGoesWithIt()
    {
        Render(SampleSpecs.Discord).Steps.Single(step => step.Kind == OneShotKind.InstallPackage).Command
            .Should().EndWith(["openclaw", "plugins", "install", "--force", "npm:@openclaw/discord@2026.9.6"]);
        Render(EveryChannel.Spec).Steps.Where(step => step.Package is not null).Select(step => step.Package).Should().Contain(["@openclaw/line@2026.9.5", "@openclaw/matrix@2026.9.6"]);
    }

    [Test]
    public void PackageStep_HasAConfigurationOfItsOwn_AndTakesPackagesFromTheImageWhereItBringsThem()
    {
        var step = Render(SampleSpecs.Discord).Steps.Single(step => step.Kind == OneShotKind.InstallPackage);
        step.Environment.Keys.Should().NotContain("OPENCLAW_CONFIG_READONLY");
        step.Environment["OPENCLAW_CONFIG_PATH"].Should().StartWith(ContainerPaths.Temporary);
        step.Command.Should().Contain(ContainerPaths.PackageCache);
        (step.NeedsNetwork, step.NeedsConfiguration, step.State).Should().Be((true, false, StateAccess.Real));
    }

    [Test]
    public void January_HasNothingToInstall() =>
        Render(SampleSpecs.ThreeChannels, "2026.1.30").Steps.Select(step => step.Kind).Should().Equal(OneShotKind.MigrateState);

    [Test]
    public void ChannelThatNeedsAPerson_IsAWarning() => Render(EveryChannel.Spec).Warnings.Should().Contain(warning => warning.Contains("--channel whatsapp", StringComparison.Ordinal));

    [Test]
    public void EqualRequests_GiveEqualBots() => Render(SampleSpecs.ThreeChannels).Should().Be(Render(SampleSpecs.ThreeChannels with { Priority = 7 }));

    [Test]
    public void RefusedRelease_IsNotRendered() =>
        FluentActions.Invoking(() => Render(SampleSpecs.Bare, "2026.1.24")).Should().Throw<ArgumentException>().WithMessage("*older than 2026.1.29*");

    private static RenderedBot Render(BotSpec spec, string release = "2026.9.6") =>
        OpenClawRenderer.Render(new(BotId.Parse("sample"), spec, OpenClawRelease.Parse(release)));
}
