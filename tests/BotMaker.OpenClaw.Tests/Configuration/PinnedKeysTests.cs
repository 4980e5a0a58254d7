using BotMaker.OpenClaw.Configuration;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using static BotMaker.OpenClaw.Tests.SampleSpecs;

namespace BotMaker.OpenClaw.Tests.Configuration;

public sealed class PinnedKeysTests
{
    [TestCase("gateway.mode")]
    [TestCase("gateway.bind")]
    [TestCase("gateway.port")]
    [TestCase("gateway.auth.mode")]
    [TestCase("gateway.auth.token")]
    [TestCase("gateway.tls.enabled", "gateway.tls")]
    [TestCase("agents.defaults.workspace")]
    [TestCase("agents.defaults.model.primary")]
    [TestCase("agents.list")]
    [TestCase("secrets.providers", "secrets")]
    [TestCase("$include")]
    [TestCase("channels.telegram.dmPolicy")]
    [TestCase("channels.telegram.allowFrom")]
    [TestCase("channels.telegram.botToken")]
    [TestCase("channels.telegram.tokenFile")]
    [TestCase("channels.telegram.accounts.work.botToken")]
    [TestCase("channels.telegram.accounts.work.groupPolicy")]
    [TestCase("channels.matrix.dm.policy")]
    [TestCase("channels.discord.enabled")]
    [TestCase("plugins.entries.discord.enabled")]
    [TestCase("agents.entries.main.workspace")]
    [TestCase("gateway", "gateway")]
    [TestCase("channels", "channels")]
    [TestCase("channels.telegram", "channels.telegram")]
    public void PinnedKey_IsAnErrorAtItsPath(string path, string? expected = null)
    {
        var finding = PinnedKeys.Check(At(path, Text("x"))).Should().ContainSingle().Subject;
        finding.Severity.Should().Be(DiagnosticSeverity.Error);
        finding.Path.Should().Be(expected ?? path);
        PinnedKeys.WithoutPinned(At(path, Text("x"))).Should().Match<ValueMap<DataNode>>(left => left.Count == 0 || PinnedKeys.Check(left).Count == 0);
    }

    [TestCase("gateway.trustedProxies")]
    [TestCase("gateway.auth.rateLimit.maxAttempts")]
    [TestCase("gateway.controlUi.enabled")]
    [TestCase("agents.defaults.heartbeat.every")]
    [TestCase("agents.defaults.model.timeoutMs")]
    [TestCase("channels.telegram.streaming.mode")]
    [TestCase("channels.telegram.accounts.work.proxy")]
    [TestCase("channels.discord.dm.enabled")]
    [TestCase("channels.irc.dmPolicy")]
    [TestCase("plugins.entries.memory.enabled")]
    [TestCase("logging.level")]
    public void OtherKeys_AreTheManifests(string path) => PinnedKeys.Check(At(path, Text("x"))).Should().BeEmpty();

    [TestCase("/home/node/.openclaw/other", true)]
    [TestCase("/home/node/.openclaw/../other", false)]
    [TestCase("/home/node/.openclawed/x", false)]
    [TestCase("other", false)]
    public void AgentsWorkspace_StaysInTheState(string path, bool isAllowed) =>
        PinnedKeys.Check(At("agents.entries.main.workspace", Text(path))).Count.Should().Be(isAllowed ? 0 : 1);

    [Test]
    public void EveryPinnedKey_IsReportedAtOnce()
    {
        var fragment = ValueMap.Of<DataNode>(
            ("gateway", Map(("port", new DataNode.Number("1")), ("mode", Text("remote")))), ("secrets", Map()));
        PinnedKeys.Check(fragment).Select(finding => finding.Path).Should().Equal("gateway.mode", "gateway.port", "secrets");
    }

    private static ValueMap<DataNode> At(string path, DataNode value)
    {
        foreach (var segment in path.Split('.').Reverse()) value = Map((segment, value));
        return ((DataNode.Map)value).Entries;
    }
}
