using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>Crash loops, holds, freezes and restarts, on a real engine and by the real command line.</summary>
internal sealed class SteadinessTests
{
    private Fleet _fleet = null!;
    private DaemonProcess _daemon = null!;

    [SetUp]
    public void Start()
    {
        _fleet = new Fleet(SharedEngine.Instance);
        _daemon = _fleet.StartDaemon();
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0) TestContext.Out.WriteLine(_daemon.Log);
        await _daemon.DisposeAsync();
        await _fleet.DisposeAsync();
    }

    [Test]
    public async Task CrashLoop_TheEngineIsRelieved_AndAChangedManifestIsTriedAtOnce()
    {
        _fleet.WriteBot("loop", "  env: { STUB_EXIT_AT_START: \"3\" }");

        await _fleet.ConditionAsync("loop", "CrashLoopBackOff", "True");
        await _fleet.PhaseAsync("loop", "CrashLoop");
        (await _fleet.InspectAsync(await _fleet.ContainerAsync("loop"), "{{.HostConfig.RestartPolicy.Name}} {{.State.Status}} {{.State.ExitCode}}")).Should().Be("no exited 3");
        Message(await _fleet.FindAsync("loop"), "CrashLoopBackOff").Should().ContainAll("exit code 3", "It is started again at");

        _fleet.WriteBot("loop");
        await _fleet.ReadyAsync("loop");
    }

    [Test]
    public async Task CrashLoop_IsRememberedOverARestartOfTheDaemon()
    {
        _fleet.WriteBot("loop", "  env: { STUB_EXIT_AT_START: \"3\" }");
        await _fleet.ConditionAsync("loop", "CrashLoopBackOff", "True");
        await _daemon.KillAsync();
        _daemon = _fleet.StartDaemon();

        await _fleet.PhaseAsync("loop", "CrashLoop");
        (await _fleet.InspectAsync(await _fleet.ContainerAsync("loop"), "{{.HostConfig.RestartPolicy.Name}}")).Should().Be("no");
    }

    [Test]
    public async Task Held_StaysStoppedUntilTheHoldEnds()
    {
        _fleet.WriteBot("bot");
        await _fleet.ReadyAsync("bot");
        (await BotmakerAsync("hold", "bot", "--for", "15s", "--reason", "a look inside")).Should().Contain("is held until");

        var id = await _fleet.ContainerAsync("bot");
        await SharedEngine.Instance.DockerAsync("stop", "-t", "1", id);
        await _fleet.ConditionAsync("bot", "Drifted", "True");
        (await _fleet.InspectAsync(id, "{{.State.Status}}")).Should().Be("exited");

        await _fleet.ConditionAsync("bot", "Ready", "True");
        (await _fleet.ContainerAsync("bot")).Should().Be(id);
    }

    [Test]
    public async Task Frozen_NothingIsDeletedOrChanged()
    {
        _fleet.WriteBot("bot");
        await _fleet.ReadyAsync("bot");
        var id = await _fleet.ContainerAsync("bot");
        await BotmakerAsync("freeze", "--reason", "incident");
        File.Delete(Path.Combine(_fleet.Manifests, "bot.yaml"));
        _fleet.WriteBot("other");
        await _fleet.ConditionAsync("bot", "PendingDeletion", "True");
        await _fleet.ConditionAsync("other", "Held", "True");

        (await BotmakerAsync("get")).Should().StartWith("FROZEN by root (uid 0)").And.Contain("incident");
        (await _fleet.InspectAsync(id, "{{.State.Status}}")).Should().Be("running");
        (await _fleet.ContainersAsync("other")).Should().BeEmpty();

        await BotmakerAsync("unfreeze");
        await _fleet.ReadyAsync("other");
        await _fleet.SettledAsync("other");
    }

    [Test]
    public async Task Restart_IsTheSameContainerAndANewRun()
    {
        _fleet.WriteBot("bot");
        await _fleet.ReadyAsync("bot");
        var id = await _fleet.ContainerAsync("bot");
        var before = await _fleet.InspectAsync(id, "{{.State.StartedAt}}");

        await BotmakerAsync("restart", "bot", "--wait", "2m");

        (await _fleet.ContainerAsync("bot")).Should().Be(id);
        (await _fleet.InspectAsync(id, "{{.State.StartedAt}}")).Should().NotBe(before);
        (await BotmakerAsync("explain", "bot")).Should().ContainAll("stop container 1 (RestartRequested): done", "start container 1 (RestartRequested): done");
        await BotmakerAsync("wait", "--all", "--timeout", "30s");
    }

    private static string? Message(System.Text.Json.Nodes.JsonNode? bot, string type) => bot?["status"]?["conditions"]?.AsArray()
        .FirstOrDefault(condition => string.Equals((string?)condition!["type"], type, StringComparison.Ordinal))?["message"]?.GetValue<string>();

    private Task<string> BotmakerAsync(params string[] arguments) => Shell.OutputOfAsync(DaemonProcess.Executable, [.. arguments, "--socket", _fleet.SocketPath]);
}
