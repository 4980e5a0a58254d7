using BotMaker.OpenClaw.Health;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;

namespace BotMaker.OpenClaw.Tests.Health;

public sealed class GatewayHealthReportTests
{
    // The shape of what 2026.9.6 prints, shortened.
    private const string Running =
        """
        {"ok":true,"ts":1795836296810,"plugins":{"loaded":["telegram"],"errors":[],"unavailable":[]},"configReload":{"hotReloadStatus":"active"},
         "channels":{"telegram":{"accountId":"default","enabled":true,"lifecycle":"ready","running":true,"connected":true,"lastError":null,
           "accounts":{"default":{"accountId":"default","enabled":true,"lifecycle":"ready","running":true,"connected":true,"lastError":null}}}}}
        """;

    private static readonly ValueMap<ChannelSpec> Telegram = SampleSpecs.Telegram.Channels;

    [Test]
    public void RunningChannel_HasNoProblem()
    {
        var report = Parse(Running);
        report.HotReload.Should().Be("active");
        report.Channels["telegram"]["default"].Should().Be(new ChannelState { IsEnabled = true, IsRunning = true, IsConnected = true, Lifecycle = "ready" });
        report.Problems(Telegram).Should().BeEmpty();
    }

    [Test]
    public void DeclaredChannelThatIsNotThere_IsAProblem() =>
        Parse(Running).Problems(SampleSpecs.ThreeChannels.Channels).Select(problem => problem.Channel).Should().Equal("discord", "slack");

    [Test]
    public void DisabledChannel_IsNotMissed() =>
        Parse(Running).Problems(ValueMap.Of(("discord", new ChannelSpec { Enabled = false }))).Should().BeEmpty();

    [TestCase("\"lastError\":null", "\"lastError\":\"401 Unauthorized\"", "telegram: 401 Unauthorized")]
    [TestCase("\"lifecycle\":\"ready\"", "\"lifecycle\":\"blocked\"", "telegram: it is blocked: its package did not load, or its secret could not be read")]
    [TestCase("\"running\":true", "\"running\":false", "telegram: it does not run")]
    public void ChannelInTrouble_IsExplained(string from, string to, string expected) =>
        Parse(Running.Replace(from, to, StringComparison.Ordinal)).Problems(Telegram).Should().ContainSingle().Which.ToString().Should().Be(expected);

    [Test]
    public void PackageThatDidNotLoad_IsTheProblem()
    {
        var report = Parse("""{"ok":true,"channels":{},"plugins":{"errors":[{"id":"discord","error":"Cannot find module"}]}}""");
        report.PluginFailures.Should().Equal(new PluginFailure("discord", "Cannot find module"));
        report.Problems(SampleSpecs.Discord.Channels).Should().Equal(new ChannelProblem("discord", null, "its package did not load: Cannot find module"));
    }

    [Test]
    public void MissingAccount_IsNamed()
    {
        var report = Parse("""{"ok":true,"channels":{"telegram":{"accounts":{"work":{"running":true},"default":{"running":false}}}}}""");
        report.Problems(SampleSpecs.Accounts.Channels).Should().Equal(new ChannelProblem("telegram", "home", "the gateway does not have this account"));
    }

    [Test]
    public void StartingGateway_IsToldApart() => Parse("""{"status":"starting","startupPhase":"plugins"}""").IsStarting.Should().BeTrue();

    [Test]
    public void LinesBeforeTheReport_AreSkipped() => Parse("(node:1) Warning: {something}\n" + Running).Channels.Should().ContainKey("telegram");

    [TestCase("")]
    [TestCase("<!doctype html>")]
    [TestCase("[1]")]
    [TestCase("{\"other\":1}")]
    [TestCase("{\"channels\":")]
    public void OtherOutput_IsNoReport(string output) => GatewayHealthReport.TryParse(output).Should().BeNull();

    [Test]
    public void UnexpectedKinds_AreTolerated()
    {
        var report = Parse("""{"ok":true,"channels":{"telegram":{"running":"yes","lastError":{}}},"plugins":{"errors":"none"}}""");
        report.Channels["telegram"]["default"].Should().Be(new ChannelState());
        report.PluginFailures.Should().BeEmpty();
    }

    [TestCase("""{"ready":true}""", true)]
    [TestCase("""{"ready":false,"failing":["telegram",7]}""", false, "telegram")]
    public void Readiness_IsRead(string body, bool isReady, params string[] failing)
    {
        var readiness = GatewayReadiness.TryParse(body);
        readiness.Should().NotBeNull();
        readiness!.IsReady.Should().Be(isReady);
        readiness.Failing.Should().Equal(failing);
    }

    [TestCase("<!doctype html>")]
    [TestCase("""{"ready":"yes"}""")]
    public void OtherBodies_AreNoReadiness(string body) => GatewayReadiness.TryParse(body).Should().BeNull();

    private static GatewayHealthReport Parse(string output) => GatewayHealthReport.TryParse(output) ?? throw new AssertionException("not a report");
}
