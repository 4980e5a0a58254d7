using System.Text.RegularExpressions;
using BotMaker.DockerEngine.Transport;
using BotMaker.Reconciler.Hosting;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Tests.Architecture;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Deployment;

/// <summary>What is delivered for systemd, read by systemd's own tools and compared with the code.</summary>
[TestFixture]
public sealed partial class UnitFileTests
{
    private static readonly string[] DropIns = ["", "rootless-engine.conf", "socket-proxy.conf"];

    [TestCaseSource(nameof(DropIns))]
    public async Task Unit_IsUnderstoodBySystemd(string dropIn)
    {
        var analyze = HostTool.Find("systemd-analyze", "systemd");
        using var units = new TemporaryDirectory();
        // The executable is not installed where tests run, and its absence would be an error.
        var text = Unit().Replace("/usr/bin/botmaker run", "/bin/sh", StringComparison.Ordinal);
        await File.WriteAllTextAsync(units["botmaker.service"], text);
        if (dropIn.Length > 0)
        {
            Directory.CreateDirectory(units["botmaker.service.d"]);
            await File.WriteAllTextAsync(Path.Combine(units["botmaker.service.d"], dropIn), HostTool.ReadDelivered($"systemd/examples/{dropIn}"));
        }

        var (code, output) = await HostTool.RunAsync(analyze, ["verify", "--man=no", units["botmaker.service"]], ("SYSTEMD_UNIT_PATH", $"{units.Path}:"));

        output.Should().BeEmpty();
        code.Should().Be(0);
    }

    [Test]
    public async Task Exposure_IsAtMostThree()
    {
        var analyze = HostTool.Find("systemd-analyze", "systemd");
        var (code, output) = await HostTool.RunAsync(analyze, ["security", "--offline=true", "--threshold=30", "--no-pager", "deploy/systemd/botmaker.service"]);
        code.Should().Be(0, "the exposure is shown at the end:{0}{1}", Environment.NewLine, output);
    }

    [Test]
    public void Privileges_AreThoseOfTheContractAndNoOther()
    {
        const string Three = "CAP_CHOWN CAP_FOWNER CAP_DAC_OVERRIDE";
        Values("AmbientCapabilities").Should().Equal(Three);
        Values("CapabilityBoundingSet").Should().Equal(Three);
        Values("User").Should().Equal("botmaker");
        Values("SupplementaryGroups").Should().Equal("docker");
    }

    [Test]
    public void Directories_AreTheDefaultsOfTheDaemon()
    {
        var data = new DataOptions();
        $"/var/lib/{Values("StateDirectory").Single()}".Should().Be(data.Directory);
        $"/run/{Values("RuntimeDirectory").Single()}".Should().Be(data.RuntimeDirectory);
        Values("RuntimeDirectoryPreserve").Should().Equal("yes");
        HostTool.ReadDelivered("systemd/botmaker.tmpfiles").Should().MatchRegex($@"(?m)^d {Regex.Escape(data.SecretsDirectory)} +0700 botmaker botmaker$");
    }

    [Test]
    public void WrongConfiguration_IsTheOnlyEndThatIsNotStartedAgain()
    {
        Values("Restart").Should().Equal("always");
        Values("RestartPreventExitStatus").Should().Equal($"{ExitCode.Configuration}");
        Values("StartLimitIntervalSec").Should().Equal("0");
    }

    [Test]
    public void SocketProxy_LetsThroughWhatTheClientCallsAndNothingElse()
    {
        var listed = Endpoint().Matches(HostTool.ReadDelivered("systemd/examples/socket-proxy.conf")).Select(match => $"{match.Groups["method"]} {match.Groups["path"]}");
        listed.Should().BeEquivalentTo(EngineOperation.All.Select(operation => $"{operation.Method} {operation.PathTemplate}"));
    }

    [Test]
    public void PackageScripts_NeverEndOrRemoveABot()
    {
        foreach (var script in Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy/debian"), "p*"))
        {
            var text = File.ReadAllText(script);
            text.Should().NotContain("docker rm", script).And.NotContain("rm -r", script).And.NotContain("userdel", script);
        }
    }

    private static string Unit() => HostTool.ReadDelivered("systemd/botmaker.service");

    private static IEnumerable<string> Values(string key) =>
        Unit().Split('\n').Where(line => line.StartsWith($"{key}=", StringComparison.Ordinal)).Select(line => line[(key.Length + 1)..]);

    [GeneratedRegex(@"^#   (?<method>[A-Z]+) +(?<path>/\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Endpoint();
}
