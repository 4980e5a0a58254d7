using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>A changed manifest reaches its bot with no more disturbance than it needs.</summary>
internal sealed class ChangeTests
{
    private Fleet _fleet = null!;
    private InstanceSampler _sampler = null!;
    private DaemonProcess _daemon = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _fleet = new(SharedEngine.Instance);
        _sampler = await InstanceSampler.StartAsync(SharedEngine.Instance, _fleet.Instance);
        _fleet.WriteBot("bot");
        _daemon = _fleet.StartDaemon();
        await _fleet.ReadyAsync("bot");
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed) TestContext.Out.WriteLine(_daemon.Log);
        await _daemon.DisposeAsync();
        await _sampler.DisposeAsync();
        await _fleet.DisposeAsync();
        _sampler.AssertNeverTwo();
    }

    [Test]
    public async Task Limits_AreChangedInPlace()
    {
        var before = await _fleet.ContainerAsync("bot");
        _fleet.WriteBot("bot", "", "  annotations: { note: x }");
        _fleet.Write("bot.yaml", Fleet.BotYaml("bot").Replace("memory: 1Gi", "memory: 1200Mi, cpus: \"1.5\", pids: 300", StringComparison.Ordinal));

        await Eventually.HoldsAsync("the limits are in force", async () =>
        {
            var limits = await _fleet.InspectAsync(before, "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}");
            return string.Equals(limits, $"{1200L << 20} 1500000000 300", StringComparison.Ordinal) ? null : limits;
        });
        (await _fleet.ContainerAsync("bot")).Should().Be(before);
    }

    [Test]
    public async Task Environment_NeedsANewContainerAndTheOldOneGoes()
    {
        var before = await _fleet.ContainerAsync("bot");
        _fleet.WriteBot("bot", "  env: { TZ: Europe/Paris }");

        await Eventually.HoldsAsync("replaced", async () =>
        {
            var now = await _fleet.ContainersAsync("bot");
            return now.Count == 1 && !string.Equals(now[0], before, StringComparison.Ordinal) ? null : string.Join(' ', now);
        });
        await _fleet.ReadyAsync("bot");
        (await _fleet.InspectAsync(await _fleet.ContainerAsync("bot"), "{{.Name}}")).Should().Be($"/{_fleet.Prefix}-bot-2");
    }

    [Test]
    public async Task LabelsAlone_WaitForTheNextContainer()
    {
        var before = await _fleet.ContainerAsync("bot");
        _fleet.WriteBot("bot", metadata: "  labels: { team: sales }");

        await Eventually.HoldsAsync("the new generation was looked at", async () =>
        {
            var bot = await _fleet.FindAsync("bot");
            return bot?["metadata"]?["labels"]?["team"] is null ? "not yet" : null;
        });
        await Eventually.StaysAsync("the same container", async () =>
        {
            var now = await _fleet.ContainersAsync("bot");
            return now.Count == 1 && string.Equals(now[0], before, StringComparison.Ordinal) ? null : string.Join(' ', now);
        }, TimeSpan.FromSeconds(3));
    }

    [Test]
    public async Task RunStateStopped_StopsAndRunningStartsAgain()
    {
        _fleet.WriteBot("bot", "  runState: Stopped");
        await _fleet.PhaseAsync("bot", "Stopped");
        (await _fleet.ContainersAsync("bot", "--filter", "status=running")).Should().BeEmpty();

        _fleet.WriteBot("bot");
        await _fleet.ReadyAsync("bot");
    }

    [Test]
    public async Task Suspend_LeavesTheContainerAsItIs()
    {
        _fleet.WriteBot("bot", "  suspend: true\n  env: { TZ: Asia/Tokyo }");
        await _fleet.PhaseAsync("bot", "Suspended");
        var id = await _fleet.ContainerAsync("bot");
        await SharedEngine.Instance.DockerAsync("stop", "-t", "1", id);

        await Eventually.StaysAsync("stopped", async () => (await _fleet.ContainersAsync("bot", "--filter", "status=running")).Count == 0 ? null : "runs", TimeSpan.FromSeconds(7));
    }

    [Test]
    public async Task ImageThatCannotBePulled_LeavesTheOldOneRunning()
    {
        var before = await _fleet.ContainerAsync("bot");
        _fleet.Write("bot.yaml", Fleet.BotYaml("bot").Replace("stub-openclaw:dev", "no-such-image:2", StringComparison.Ordinal));

        await _fleet.ConditionAsync("bot", "ImageReady", "False");
        (await _fleet.InspectAsync(before, "{{.State.Status}}")).Should().Be("running");
    }

    [Test]
    public async Task ManifestDeleted_RemovesTheContainer()
    {
        _fleet.WriteBot("other");
        await _fleet.ReadyAsync("other");
        File.Delete(Path.Combine(_fleet.Manifests, "bot.yaml"));

        await _fleet.SettledAsync("other");
    }

    [Test]
    public async Task BadFiles_AndLostDirectories_StopNoBot()
    {
        var before = await _fleet.ContainerAsync("bot");
        var path = Path.Combine(_fleet.Manifests, "bot.yaml");

        foreach (var content in (string[])["", "kind: [", "apiVersion: botmaker.dev/v1alpha1\nkind: Bot\nmetadata: { name: bot }\nspec: { imaeg: x }\n", new string('[', 100_000), "\0\u0001\u0002"])
        {
            File.WriteAllText(path, content);
            await Eventually.StaysAsync("the bot runs on", async () =>
            {
                var state = await _fleet.InspectAsync(before, "{{.State.Status}}");
                return string.Equals(state, "running", StringComparison.Ordinal) ? null : state;
            }, TimeSpan.FromSeconds(1));
        }

        await _fleet.ConditionAsync("bot", "Valid", "False");
        Directory.Move(_fleet.Manifests, _fleet.Manifests + ".away");
        await Eventually.StaysAsync("the bot runs on without its directory", async () => (await _fleet.ContainersAsync("bot", "--filter", "status=running")).Count == 1 ? null : "gone", TimeSpan.FromSeconds(7));
        Directory.CreateDirectory(_fleet.Manifests);
        await Eventually.StaysAsync("the bot runs on with an empty one", async () => (await _fleet.ContainersAsync("bot", "--filter", "status=running")).Count == 1 ? null : "gone", TimeSpan.FromSeconds(7));
        (await _fleet.ContainerAsync("bot")).Should().Be(before);
    }
}
