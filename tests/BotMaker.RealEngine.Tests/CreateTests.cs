using System.Net;
using System.Text.Json;
using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>What a manifest becomes on a real engine.</summary>
internal sealed class CreateTests
{
    private Fleet _fleet = null!;

    [SetUp]
    public void MakeFleet() => _fleet = new(SharedEngine.Instance);

    [TearDown]
    public async Task DropFleet() => await _fleet.DisposeAsync();

    [Test]
    public async Task ManifestAdded_BotBecomesReadyInsideAHardenedContainer()
    {
        await using var daemon = _fleet.StartDaemon();
        _fleet.WriteBot("alpha", "  env: { TZ: Europe/Berlin }\n  logs: { maxSize: 5m, maxFiles: 2 }", "  labels: { team: support }");
        await _fleet.ReadyAsync("alpha");

        var id = await _fleet.ContainerAsync("alpha");
        using var document = JsonDocument.Parse(await SharedEngine.Instance.DockerAsync("inspect", id));
        var inspection = document.RootElement[0];
        var host = inspection.GetProperty("HostConfig");
        var config = inspection.GetProperty("Config");
        using (Assert.EnterMultipleScope())
        {
            inspection.GetProperty("Name").GetString().Should().Be($"/{_fleet.Prefix}-alpha-1");
            config.GetProperty("Hostname").GetString().Should().Be("alpha");
            config.GetProperty("User").GetString().Should().MatchRegex("^2[0-9]{5}:2[0-9]{5}$", "each bot has a uid of its own");
            config.GetProperty("StopSignal").GetString().Should().Be("SIGTERM");
            config.GetProperty("StopTimeout").GetInt32().Should().Be(3);
            config.GetProperty("Env").EnumerateArray().Select(e => e.GetString()).Should().Contain(["HOME=/home/node", "TZ=Europe/Berlin"]);
            host.GetProperty("ReadonlyRootfs").GetBoolean().Should().BeTrue();
            host.GetProperty("Init").GetBoolean().Should().BeTrue();
            host.GetProperty("Privileged").GetBoolean().Should().BeFalse();
            host.GetProperty("CapDrop").EnumerateArray().Select(e => e.GetString()).Should().Equal("ALL");
            host.GetProperty("SecurityOpt").EnumerateArray().Select(e => e.GetString()).Should().Contain(o => o!.StartsWith("no-new-privileges"));
            host.GetProperty("PidsLimit").GetInt64().Should().Be(512);
            host.GetProperty("Memory").GetInt64().Should().Be(1L << 30);
            host.GetProperty("NanoCpus").GetInt64().Should().Be(2_000_000_000);
            host.GetProperty("RestartPolicy").GetProperty("Name").GetString().Should().Be("unless-stopped");
            host.GetProperty("LogConfig").GetProperty("Config").GetProperty("max-size").GetString().Should().Be("5m");
            host.GetProperty("LogConfig").GetProperty("Config").GetProperty("mode").GetString().Should().Be("non-blocking");
            host.GetProperty("Binds").ValueKind.Should().Be(JsonValueKind.Null, "mounts, never binds");
            inspection.GetProperty("Mounts").EnumerateArray().Select(m => m.GetProperty("Source").GetString())
                .Should().NotContain(s => s!.Contains("docker.sock")).And.NotContain(_fleet.Data);
            config.GetProperty("Labels").GetProperty("botmaker.bot-id").GetString().Should().Be("alpha");
            config.GetProperty("Labels").GetProperty("botmaker.reconciler").GetString().Should().Be(_fleet.Instance);
            config.GetProperty("Labels").GetProperty("team").GetString().Should().Be("support");
        }
    }

    [Test]
    public async Task BotsOfTheSharedNetwork_CannotReachEachOther()
    {
        _fleet.WriteBot("talker", "  gateway: { bind: lan, publish: { hostIP: 127.0.0.1, hostPort: 19811 } }");
        _fleet.WriteBot("listener", "  gateway: { bind: lan, publish: { hostIP: 127.0.0.1, hostPort: 19812 } }");
        await using var daemon = _fleet.StartDaemon();
        await _fleet.ReadyAsync("talker", "listener");

        var network = await _fleet.InspectAsync(await _fleet.ContainerAsync("talker"), "{{range $n, $e := .NetworkSettings.Networks}}{{$n}}{{end}}");
        var icc = await SharedEngine.Instance.DockerAsync("network", "inspect", "--format", "{{index .Options \"com.docker.network.bridge.enable_icc\"}}", network);
        icc.Should().Be("false");
    }

    [Test]
    public async Task PublishedGateway_AnswersOnTheHostsLoopback()
    {
        _fleet.WriteBot("lan", "  gateway: { bind: lan, publish: { hostIP: 127.0.0.1, hostPort: 19813 } }");
        await using var daemon = _fleet.StartDaemon();
        await _fleet.ReadyAsync("lan");

        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri("http://127.0.0.1:19813/healthz"));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"ok\":true");
    }

    [Test]
    public async Task ImageThatIsNotThere_IsSaidAndDisturbsNobody()
    {
        _fleet.WriteBot("good");
        _fleet.Write("bad.yaml", Fleet.BotYaml("bad").Replace("stub-openclaw:dev", "no-such-image:1", StringComparison.Ordinal));
        await using var daemon = _fleet.StartDaemon();

        await _fleet.ReadyAsync("good");
        await _fleet.ConditionAsync("bad", "ImageReady", "False");
        (await _fleet.ContainersAsync("bad")).Should().BeEmpty();
    }

    [Test]
    public async Task NeverHealthyBot_IsNotReady()
    {
        _fleet.WriteBot("sick", "  env: { STUB_NEVER_HEALTHY: \"1\" }");
        await using var daemon = _fleet.StartDaemon();

        await Eventually.HoldsAsync("the container runs", async () => (await _fleet.ContainersAsync("sick", "--filter", "status=running")).Count == 1 ? null : "not yet");
        await Eventually.StaysAsync(
            "not ready",
            async () => string.Equals(Fleet.Condition(await _fleet.FindAsync("sick"), "Ready"), "True", StringComparison.Ordinal) ? "ready" : null,
            TimeSpan.FromSeconds(4));
    }

    [Test]
    public async Task ExitCodeThatMeansAPersonMustAct_StallsAndIsNotRestarted()
    {
        _fleet.WriteBot("config-error", "  env: { STUB_EXIT_AT_START: \"78\" }");
        await using var daemon = _fleet.StartDaemon();

        await _fleet.ConditionAsync("config-error", "Stalled", "True");
        var id = await _fleet.ContainerAsync("config-error");
        await Eventually.HoldsAsync("the engine's policy is off", async () =>
        {
            var state = await _fleet.InspectAsync(id, "{{.State.Status}} {{.HostConfig.RestartPolicy.Name}}");
            return string.Equals(state, "exited no", StringComparison.Ordinal) ? null : state;
        });
        var started = await _fleet.InspectAsync(id, "{{.State.StartedAt}}");
        await Eventually.StaysAsync("not restarted", async () =>
        {
            var now = await _fleet.InspectAsync(id, "{{.State.StartedAt}}");
            return string.Equals(now, started, StringComparison.Ordinal) ? null : now;
        }, TimeSpan.FromSeconds(6));
    }
}
