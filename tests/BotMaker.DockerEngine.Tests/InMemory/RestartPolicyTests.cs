using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;

namespace BotMaker.DockerEngine.Tests.InMemory;

[TestFixture]
public sealed class RestartPolicyTests : EngineFixture
{
    [Test]
    public async Task BetweenTwoRuns_ItSaysRunningWithoutAPid()
    {
        string id = await RunAsync(request: Request("always"));
        Engine.KillProcess(id, 3);

        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "restarting", Running = true, Restarting = true, Pid = 0L, ExitCode = 3L });
        (await ListedAsync(id)).Status.Should().Be("Restarting (3) Less than a second ago");

        Clock.Advance(TimeSpan.FromMilliseconds(100));
        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "running", Restarting = false, ExitCode = 0L });
        (await StateAsync(id)).Pid.Should().BePositive();
        (await Engine.Containers.InspectAsync(id)).RestartCount.Should().Be(1);
    }

    [Test]
    public async Task Delay_DoublesToAMinuteAndStartsOverAfterALongRun()
    {
        string id = await RunAsync(request: Request("always"));
        var delays = new List<double>();
        for (int i = 0; i < 12; i++)
        {
            Engine.KillProcess(id, 1);
            delays.Add((Clock.NextDue!.Value - Clock.GetUtcNow()).TotalMilliseconds);
            Clock.AdvanceToNextTimer();
        }

        delays.Should().Equal(100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200, 60000, 60000);
        Clock.Advance(TimeSpan.FromSeconds(10));
        Engine.KillProcess(id, 1);
        (Clock.NextDue!.Value - Clock.GetUtcNow()).Should().Be(TimeSpan.FromMilliseconds(100));
    }

    [Test]
    public async Task OnFailureWithThreeRetries_RunsFourTimes()
    {
        Processes(new SimulatedProcess { ExitsAfter = TimeSpan.FromSeconds(1), ExitCode = 7 });
        string id = await RunAsync(request: Request("on-failure", 3));

        Clock.Advance(TimeSpan.FromMinutes(5));

        (await EventsAsync()).Count(action => action is "start").Should().Be(4);
        (await Engine.Containers.InspectAsync(id)).RestartCount.Should().Be(3);
        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "exited", ExitCode = 7L });
    }

    [TestCase("on-failure", 0, "exited")]
    [TestCase("on-failure", 1, "restarting")]
    [TestCase("unless-stopped", 0, "restarting")]
    [TestCase("always", 0, "restarting")]
    [TestCase("no", 1, "exited")]
    public async Task OwnEnd_IsJudgedByThePolicy(string policy, int exitCode, string expected)
    {
        string id = await RunAsync(request: Request(policy));

        Engine.KillProcess(id, exitCode);

        (await StatusAsync(id)).Should().Be(expected);
    }

    [TestCase("always", null, "SIGKILL", "exited")]
    [TestCase("always", null, "SIGTERM", "exited")]
    [TestCase("unless-stopped", null, "SIGKILL", "exited")]
    [TestCase("always", null, "SIGHUP", "exited")]
    [TestCase("always", "SIGTERM", "SIGHUP", "restarting")]
    [TestCase("on-failure", "SIGTERM", "SIGHUP", "restarting")]
    [TestCase("unless-stopped", "SIGTERM", "SIGHUP", "exited")]
    public async Task SignalThroughTheApi_DisarmsPolicies(string policy, string? stopSignal, string signal, string expected)
    {
        string id = await RunAsync(request: Request(policy) with { StopSignal = stopSignal });
        await Engine.Containers.KillAsync(id, signal);
        if (signal is "SIGHUP") (await StatusAsync(id)).Should().Be("running", "a reload signal does not end the process");

        if (signal is "SIGHUP") Engine.KillProcess(id, 1);

        (await StatusAsync(id)).Should().Be(expected);
    }

    [Test]
    public async Task ExplicitStart_ForgetsTheStopAndTheCount()
    {
        string id = await RunAsync(request: Request("unless-stopped"));
        Engine.KillProcess(id);
        Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Engine.Containers.StopAsync(id, grace: null);
        await Engine.Containers.StartAsync(id);
        (await Engine.Containers.InspectAsync(id)).RestartCount.Should().Be(0);

        Engine.KillProcess(id);

        (await StatusAsync(id)).Should().Be("restarting");
    }

    [Test]
    public async Task RestartThatFails_GivesUpSilently()
    {
        var present = new HashSet<string>(StringComparer.Ordinal) { "/srv/bot" };
        Use(new InMemoryEngineOptions { SourceExists = present.Contains });
        string id = await RunAsync(request: Request() with
        {
            HostConfig = new HostConfig { RestartPolicy = new RestartPolicy("always"), Mounts = [new Mount { Type = "bind", Source = "/srv/bot", Target = "/data" }] },
        });
        present.Clear();
        Engine.KillProcess(id, 5);

        Clock.Advance(TimeSpan.FromMinutes(10));

        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "exited", ExitCode = 5L });
        (await EventsAsync()).Should().Equal("create", "start", "die(5)");
        Clock.NextDue.Should().BeNull();
    }

    [Test]
    public async Task Oom_IsToldBeforeDie()
    {
        string id = await RunAsync();

        Engine.OomKill(id);

        (await EventsAsync()).Should().Equal("create", "start", "oom", "die(137)");
        (await StateAsync(id)).Should().BeEquivalentTo(new { OomKilled = true, ExitCode = 137L });
    }

    [Test]
    public async Task OomOfAChild_ShowsAtTheLaterExit()
    {
        string id = await RunAsync();
        Engine.OomKill(id, childOnly: true);
        (await StateAsync(id)).Should().BeEquivalentTo(new { Status = "running", OomKilled = false });

        await Engine.Containers.StopAsync(id, grace: null);

        (await StateAsync(id)).Should().BeEquivalentTo(new { OomKilled = true, ExitCode = 0L });
        await Engine.Containers.StartAsync(id);
        (await StateAsync(id)).OomKilled.Should().BeTrue("20.10 keeps it into the next run");
    }
}
