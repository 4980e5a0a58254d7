using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>The daemon ends, politely or not, and comes back.</summary>
internal sealed class DaemonFailureTests
{
    private Fleet _fleet = null!;

    [SetUp]
    public void MakeFleet() => _fleet = new(SharedEngine.Instance);

    [TearDown]
    public async Task DropFleet() => await _fleet.DisposeAsync();

    [Test]
    public async Task DaemonKilledInTheMiddleOfRolls_EndsWithOneInstanceEach()
    {
        string[] names = ["one", "two"];
        await using var sampler = await InstanceSampler.StartAsync(SharedEngine.Instance, _fleet.Instance);
        foreach (var name in names) _fleet.WriteBot(name);
        var daemon = _fleet.StartDaemon();
        await _fleet.ReadyAsync(names);

        // Moments spread over what a roll takes here; a fixed seed, so that a failure can be seen again.
        var random = new Random(7);
        for (var round = 0; round < 8; round++)
        {
            foreach (var name in names) _fleet.WriteBot(name, $"  env: {{ ROUND: \"{round}\" }}");
            await Task.Delay(TimeSpan.FromMilliseconds(150 + random.Next(1500)), TimeProvider.System);
            await daemon.KillAsync();
            daemon = _fleet.StartDaemon();
        }

        // The daemon has only just begun again: what is settled may still be of an earlier round.
        foreach (var name in names) await Eventually.HoldsAsync($"{name} is of the last round, and its older containers are gone", () => LeftOverAsync(name));
        await _fleet.ReadyAsync(names);
        await _fleet.SettledAsync(names);
        await daemon.DisposeAsync();
        sampler.AssertNeverTwo();
        sampler.Starts.Should().BeGreaterThan(names.Length, "rolls did happen");
    }

    private async Task<string?> LeftOverAsync(string name)
    {
        if (await _fleet.ContainersAsync(name) is not [var only]) return $"{name} has more or less than one container";
        var environment = await _fleet.InspectAsync(only, "{{range .Config.Env}}{{println .}}{{end}}");
        return environment.Contains("ROUND=7", StringComparison.Ordinal) ? null : environment;
    }

    [Test]
    public async Task SigTerm_EndsWithZeroAndLeavesTheBots()
    {
        _fleet.WriteBot("bot");
        await using var daemon = _fleet.StartDaemon();
        await _fleet.ReadyAsync("bot");

        (await daemon.StopAsync()).Should().Be(0, daemon.Log);
        await _fleet.SettledAsync("bot");
    }

    [Test]
    public async Task Restarted_TouchesNoBot()
    {
        _fleet.WriteBot("bot");
        await using (var first = _fleet.StartDaemon())
        {
            await _fleet.ReadyAsync("bot");
            await first.StopAsync();
        }

        var before = await _fleet.InspectAsync(await _fleet.ContainerAsync("bot"), "{{.Id}} {{.State.StartedAt}}");
        await using var second = _fleet.StartDaemon();
        await _fleet.ReadyAsync("bot");
        (await _fleet.InspectAsync(await _fleet.ContainerAsync("bot"), "{{.Id}} {{.State.StartedAt}}")).Should().Be(before);
    }

    [Test]
    public async Task SecondDaemonOnTheSameData_IsRefused()
    {
        await using var first = _fleet.StartDaemon();
        await Eventually.HoldsAsync("the first one is up", () => Task.FromResult(File.Exists(_fleet.SocketPath) ? null : first.Log));
        await using var second = _fleet.StartDaemon();

        (await second.WaitAsync()).Should().Be(75, second.Log);
    }

    [Test]
    public async Task Once_ConvergesPrintsAndLeavesTheBots()
    {
        _fleet.WriteBot("bot");
        await using var daemon = _fleet.StartDaemon("--once");

        (await daemon.WaitAsync(TimeSpan.FromMinutes(2))).Should().Be(0, daemon.Log);
        daemon.Log.Should().Contain("bot").And.Contain("Running");
        await _fleet.SettledAsync("bot");
    }

    [Test]
    public async Task DirectoryThatIsGoneAtTheStart_DeletesNothing()
    {
        _fleet.WriteBot("bot");
        await using (var first = _fleet.StartDaemon())
        {
            await _fleet.ReadyAsync("bot");
            await first.StopAsync();
        }

        Directory.Delete(_fleet.Manifests, recursive: true);
        await using var second = _fleet.StartDaemon();
        await _fleet.ConditionAsync("bot", "Held", "True");
        await Eventually.StaysAsync("it runs on", async () => (await _fleet.ContainersAsync("bot", "--filter", "status=running")).Count == 1 ? null : "gone", TimeSpan.FromSeconds(7));
    }
}
