using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class HealthTests : EngineFixture
{
    private const long Second = 1_000_000_000;

    private static CreateContainerRequest Checked(long? startPeriod = null, int? retries = null) => Request() with
    {
        Healthcheck = new HealthCheck { Test = ["CMD", "probe"], Interval = 10 * Second, StartPeriod = startPeriod, Retries = retries },
    };

    [Test]
    public async Task FirstProbe_ComesAfterOneInterval()
    {
        string id = await RunAsync(request: Checked());

        (await StateAsync(id)).Health!.Status.Should().Be("starting");
        (await ListedAsync(id)).Status.Should().Be("Up Less than a second (health: starting)");
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await StateAsync(id)).Health.Should().BeEquivalentTo(new { Status = "healthy", FailingStreak = 0 });
        (await ListedAsync(id)).Status.Should().Be("Up 10 seconds (healthy)");
        (await EventsAsync()).Should().Equal("create", "start", "health_status: healthy");
    }

    [Test]
    public async Task Failures_CountToTheRetries()
    {
        Processes(new SimulatedProcess { HealthyAfter = null, ProbeFailure = "connection refused" });
        string id = await RunAsync(request: Checked(retries: 2));

        Clock.Advance(TimeSpan.FromSeconds(10));
        (await StateAsync(id)).Health.Should().BeEquivalentTo(new { Status = "starting", FailingStreak = 1 });
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await StateAsync(id)).Health.Should().BeEquivalentTo(new { Status = "unhealthy", FailingStreak = 2 });
        Clock.Advance(TimeSpan.FromSeconds(60));

        ContainerHealth health = (await StateAsync(id)).Health!;
        health.FailingStreak.Should().Be(8);
        health.Log.Should().HaveCount(5).And.OnlyContain(probe => probe.ExitCode == 1 && probe.Output == "connection refused");
        (await EventsAsync()).Should().Equal("create", "start", "health_status: unhealthy");
    }

    [Test]
    public async Task StartPeriod_ForgivesFailures()
    {
        Processes(new SimulatedProcess { HealthyAfter = TimeSpan.FromSeconds(35) });
        string id = await RunAsync(request: Checked(startPeriod: 60 * Second, retries: 1));

        Clock.Advance(TimeSpan.FromSeconds(30));
        (await StateAsync(id)).Health.Should().BeEquivalentTo(new { Status = "starting", FailingStreak = 0 });
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await StateAsync(id)).Health!.Status.Should().Be("healthy");
    }

    [Test]
    public async Task OnceHealthy_TheStartPeriodForgivesNoMore()
    {
        Processes(new SimulatedProcess { UnhealthyAfter = TimeSpan.FromSeconds(15) });
        string id = await RunAsync(request: Checked(startPeriod: 600 * Second, retries: 1));

        Clock.Advance(TimeSpan.FromSeconds(20));

        (await StateAsync(id)).Health!.Status.Should().Be("unhealthy");
    }

    [Test]
    public async Task SetHealth_WinsOverTheProcess()
    {
        string id = await RunAsync(request: Checked(retries: 1));
        Clock.Advance(TimeSpan.FromSeconds(10));

        Engine.SetHealth(id, passes: false);
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await StateAsync(id)).Health!.Status.Should().Be("unhealthy");
        Engine.SetHealth(id, passes: null);
        Clock.Advance(TimeSpan.FromSeconds(10));
        (await StateAsync(id)).Health!.Status.Should().Be("healthy");
    }

    [Test]
    public async Task Pause_HidesHealthAndStopsProbes()
    {
        string id = await RunAsync(request: Checked());
        await Engine.Containers.PauseAsync(id);

        Clock.Advance(TimeSpan.FromSeconds(60));

        (await ListedAsync(id)).Status.Should().Be("Up About a minute (Paused)");
        (await StateAsync(id)).Health!.Log.Should().BeEmpty();
    }

    [Test]
    public async Task AfterAnApiStop_HealthReadsUnhealthyWithoutAnEvent()
    {
        string id = await RunAsync(request: Checked());
        Clock.Advance(TimeSpan.FromSeconds(10));

        await Engine.Containers.StopAsync(id, grace: null);

        (await StateAsync(id)).Health!.Status.Should().Be("unhealthy");
        (await EventsAsync()).Should().NotContain("health_status: unhealthy");
        Clock.NextDue.Should().BeNull("nothing is probed any more");
    }

    [Test]
    public async Task NextRun_StartsAsStarting()
    {
        string id = await RunAsync(request: Checked());
        Clock.Advance(TimeSpan.FromSeconds(10));
        await Engine.Containers.StopAsync(id, grace: null);

        await Engine.Containers.StartAsync(id);

        (await StateAsync(id)).Health.Should().BeEquivalentTo(new { Status = "starting", FailingStreak = 0 });
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task WithoutACheck_ThereIsNoHealth(bool none)
    {
        string id = await RunAsync(request: none ? Request() with { Healthcheck = new HealthCheck { Test = ["NONE"] } } : null);

        (await StateAsync(id)).Health.Should().BeNull();
        (await ListedAsync(id)).Status.Should().Be("Up Less than a second");
    }

    [TestCase("STUB_NEVER_HEALTHY=1", "starting", "running")]
    [TestCase("STUB_HEALTHY_AFTER=15", "starting", "running")]
    [TestCase("STUB_HEALTHY_AFTER=5", "healthy", "running")]
    [TestCase("STUB_CRASH_AFTER=5", null, "exited(1)")]
    [TestCase("STUB_CRASH_AFTER=5;STUB_EXIT_CODE=78", null, "exited(78)")]
    [TestCase("STUB_EXIT_CODE=78", "healthy", "running")]
    [TestCase("STUB_EXIT_AT_START=3", null, "exited(3)")]
    [TestCase("OTHER=1", "healthy", "running")]
    public async Task StubVariables_DecideTheDefaultProcess(string environment, string? health, string status)
    {
        await using var engine = new InMemoryEngine(Clock);
        engine.AddImage(Image);
        string id = (await engine.Containers.CreateAsync("bot-a", Checked(startPeriod: 60 * Second) with { Env = environment.Split(';') })).Id;
        await engine.Containers.StartAsync(id);

        Clock.Advance(TimeSpan.FromSeconds(10));

        ContainerState state = (await engine.Containers.InspectAsync(id)).State!;
        (state.Running ? state.Status : $"{state.Status}({state.ExitCode})").Should().Be(status);
        if (health is not null) state.Health!.Status.Should().Be(health);
    }

    [TestCase("STUB_IGNORE_TERM=1", 137)]
    [TestCase("STUB_EXIT_CODE=7", 7)]
    [TestCase("A=B", 0)]
    public async Task StubVariables_DecideTheStop(string environment, int exitCode)
    {
        await using var engine = new InMemoryEngine(Clock);
        engine.AddImage(Image);
        string id = (await engine.Containers.CreateAsync("bot-a", Request() with { Env = [environment] })).Id;
        await engine.Containers.StartAsync(id);

        Task stop = engine.Containers.StopAsync(id, TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await stop;

        (await engine.Containers.InspectAsync(id)).State!.ExitCode.Should().Be(exitCode);
    }
}
