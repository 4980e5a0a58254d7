using BotMaker.RealEngine.Tests.Harness;

namespace BotMaker.RealEngine.Tests;

/// <summary>The engine restarts and dies under the daemon. A fixture with an engine of its own.</summary>
internal sealed class EngineFailureTests
{
    private PrivateEngine _engine = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _engine = new PrivateEngine("b", 242);
        await _engine.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _engine.DisposeAsync();

    [Test]
    public async Task EngineRestart_BringsTheSameContainersBack()
    {
        await using var fleet = new Fleet(_engine);
        string[] names = ["one", "two", "three"];
        foreach (var name in names) fleet.WriteBot(name);
        await using var daemon = fleet.StartDaemon();
        await fleet.ReadyAsync(names);
        var before = await IdsAsync(fleet, names);

        await _engine.RestartAsync();

        await Converged(fleet, daemon, names);
        (await IdsAsync(fleet, names)).Should().Equal(before);
    }

    [Test]
    public async Task EngineKilledInTheMiddleOfARoll_ConvergesAfterwards()
    {
        await using var fleet = new Fleet(_engine);
        string[] names = ["one", "two", "three"];
        foreach (var name in names) fleet.WriteBot(name);
        await using var daemon = fleet.StartDaemon();
        await fleet.ReadyAsync(names);

        foreach (var name in names) fleet.WriteBot(name, "  env: { TZ: Europe/Rome }");
        await Eventually.HoldsAsync("the roll has begun", async () => (await fleet.ContainersAsync("one")).Count + (await fleet.ContainersAsync("two")).Count > 2 ? null : "not yet");
        await _engine.KillAsync();
        await _engine.LaunchAsync();

        await Converged(fleet, daemon, names);
        foreach (var id in await IdsAsync(fleet, names))
            (await fleet.InspectAsync(id, "{{range .Config.Env}}{{println .}}{{end}}")).Should().Contain("TZ=Europe/Rome");
    }

    [Test]
    public async Task EngineIsDownAtTheStart_IsWaitedFor()
    {
        await using var fleet = new Fleet(_engine);
        fleet.WriteBot("late");
        await _engine.KillAsync();
        await using var daemon = fleet.StartDaemon();
        await Eventually.HoldsAsync("the daemon says that the engine is out of reach", () => Task.FromResult(daemon.Log.Contains("engine", StringComparison.OrdinalIgnoreCase) ? null : daemon.Log));
        await _engine.LaunchAsync();

        await Converged(fleet, daemon, ["late"]);
    }

    private static async Task Converged(Fleet fleet, DaemonProcess daemon, string[] names)
    {
        try
        {
            await fleet.SettledAsync(names);
            await fleet.ReadyAsync(names);
        }
        catch (AssertionException)
        {
            TestContext.Out.WriteLine(daemon.Log);
            throw;
        }
    }

    private static async Task<List<string>> IdsAsync(Fleet fleet, string[] names)
    {
        var ids = new List<string>();
        foreach (var name in names) ids.Add(await fleet.ContainerAsync(name));
        return ids;
    }
}
