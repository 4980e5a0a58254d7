using BotMaker.Reconciler.Tests.Architecture;

namespace BotMaker.Reconciler.Tests.Deployment;

/// <summary>Rules and their runbook, read by Prometheus' own tool and compared with each other.</summary>
[TestFixture]
public sealed class MonitoringTests
{
    [TestCase("check rules botmaker.rules.yml")]
    [TestCase("test rules botmaker.rules.test.yml")]
    [TestCase("check config --syntax-only prometheus.yml")]
    public async Task Promtool_IsContent(string command)
    {
        var promtool = HostTool.Find("promtool", "prometheus");
        var arguments = command.Split(' ');
        var (code, output) = await HostTool.RunAsync(promtool, [.. arguments[..^1], Path.Combine(MonitoringFiles.Directory, arguments[^1])]);
        code.Should().Be(0, output);
    }

    [Test]
    public async Task Alertmanager_AcceptsItsConfiguration()
    {
        var amtool = HostTool.Find("amtool", "prometheus-alertmanager");
        var (code, output) = await HostTool.RunAsync(amtool, ["check-config", Path.Combine(MonitoringFiles.Directory, "alertmanager.yml")]);
        code.Should().Be(0, output);
    }

    [Test]
    public void EveryAlert_HasItsSectionInTheRunbookAndItsTest()
    {
        var runbook = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "runbook.md"));
        runbook.Where(line => line.StartsWith("## Botmaker", StringComparison.Ordinal)).Select(line => line[3..]).Should().Equal(MonitoringFiles.Alerts);

        var tests = File.ReadAllText(Path.Combine(MonitoringFiles.Directory, "botmaker.rules.test.yml"));
        foreach (var alert in MonitoringFiles.Alerts) tests.Should().Contain($"- name: {alert}\n");
    }

    [Test]
    public void EveryAlert_PointsToItsSection()
    {
        var rules = File.ReadAllText(Path.Combine(MonitoringFiles.Directory, "botmaker.rules.yml"));
        foreach (var alert in MonitoringFiles.Alerts) rules.Should().Contain($"runbook: docs/runbook.md#{alert.ToLowerInvariant()}\n");
    }
}
