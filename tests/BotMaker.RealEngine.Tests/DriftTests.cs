using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>What a person does by hand is healed.</summary>
internal sealed class DriftTests
{
    private Fleet _fleet = null!;
    private InstanceSampler _sampler = null!;
    private DaemonProcess _daemon = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _fleet = new(SharedEngine.Instance);
        _sampler = await InstanceSampler.StartAsync(SharedEngine.Instance, _fleet.Instance);
        _fleet.WriteBot("bot");
        _daemon = _fleet.StartDaemon();
        await _fleet.ReadyAsync("bot");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0) TestContext.Out.WriteLine(_daemon.Log);
        await _daemon.DisposeAsync();
        await _sampler.DisposeAsync();
        await _fleet.DisposeAsync();
        _sampler.AssertNeverTwo();
    }

    [TestCase("stop -t 1", TestName = "Stop_IsHealed")]
    [TestCase("kill", TestName = "Kill_IsHealed")]
    [TestCase("pause", TestName = "Pause_IsHealed")]
    [TestCase("restart -t 1", TestName = "Restart_IsHealed")]
    [TestCase("rm -f", TestName = "Remove_IsHealed")]
    public async Task ByHand_IsHealed(string command)
    {
        await _fleet.ReadyAsync("bot");
        await SharedEngine.Instance.DockerAsync([.. command.Split(' '), await _fleet.ContainerAsync("bot")]);

        await _fleet.SettledAsync("bot");
        await _fleet.ReadyAsync("bot");
    }

    [Test]
    public async Task Rename_IsHealed()
    {
        await _fleet.ReadyAsync("bot");
        var id = await _fleet.ContainerAsync("bot");
        var name = await _fleet.InspectAsync(id, "{{.Name}}");
        await SharedEngine.Instance.DockerAsync("rename", id, $"{_fleet.Prefix}-stolen");

        await Eventually.HoldsAsync("it has its name again", async () =>
        {
            var now = await _fleet.InspectAsync(id, "{{.Name}}");
            return string.Equals(now, name, StringComparison.Ordinal) ? null : now;
        });
    }

    [Test]
    public async Task Update_IsHealed()
    {
        await _fleet.ReadyAsync("bot");
        var id = await _fleet.ContainerAsync("bot");
        await SharedEngine.Instance.DockerAsync("update", "--restart", "always", "--pids-limit", "99", id);

        await Eventually.HoldsAsync("the limits are the manifest's", async () =>
        {
            var now = await _fleet.InspectAsync(id, "{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.PidsLimit}}");
            return string.Equals(now, "unless-stopped 512", StringComparison.Ordinal) ? null : now;
        });
    }
}
