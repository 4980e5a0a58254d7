using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Many starts at once: so many on their way at a time, in order.</summary>
[TestFixture]
public sealed class StartOrderTests
{
    private readonly List<string> _started = [];
    private Fleet _fleet = null!;
    private int _most;

    [SetUp]
    public void SetUp()
    {
        (_most, _fleet) = (0, new Fleet(new InMemoryEngineOptions { Behaviour = Start }, control: new ControlOptions { MaxStarting = 3 }));
        _started.Clear();
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task NewFleet_StartsInOrderAFewAtATime()
    {
        for (var i = 0; i < 20; i++) Put($"b{i:00}", priority: i >= 18 ? 1 : 0);

        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));

        _most.Should().Be(3);
        _started.Should().Equal(["b18", "b19", .. Enumerable.Range(0, 18).Select(i => $"b{i:00}")]);
        for (var i = 0; i < 20; i++) await _fleet.ShouldRunAsync($"b{i:00}");
        _fleet.Graph.Starts.Progress.Should().BeNull();
    }

    [Test]
    public async Task Waiting_SaysSoWithItsTurn()
    {
        for (var i = 0; i < 20; i++) Put($"b{i:00}");
        await _fleet.SettleAsync(TimeSpan.FromMinutes(1));

        _fleet.Graph.Starts.Progress!.DoneAt.Should().NotBeNull();
        var ready = _fleet.Status("b19").Find(ConditionType.Ready)!;
        ready.Reason.Should().Be("WaitsForItsTurn");
        ready.Message.Should().MatchRegex(@"\d+ are ahead of it, and its turn comes at about \d\d:\d\d:\d\d UTC");
    }

    [Test]
    public async Task EngineRestart_BotsOfOursAreStartedInOrder()
    {
        for (var i = 0; i < 12; i++) Put($"b{i:00}", owner: RestartOwner.Reconciler);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));
        _started.Clear();

        _fleet.Engine.StopEngine();
        await _fleet.ResyncAsync();
        _fleet.Engine.StartEngine();
        await _fleet.RecoverAsync();
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));

        _started.Should().Equal(Enumerable.Range(0, 12).Select(i => $"b{i:00}"));
        _most.Should().Be(3);
        for (var i = 0; i < 12; i++) await _fleet.ShouldRunAsync($"b{i:00}");
    }

    [Test]
    public async Task ReplacedBot_RunsUntilItsTurn()
    {
        for (var i = 0; i < 6; i++) Put($"b{i}");
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));

        for (var i = 0; i < 6; i++) Put($"b{i}", change: spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });
        await _fleet.SettleAsync(TimeSpan.FromSeconds(1));

        (await _fleet.ContainersAsync("b5")).Should().Contain(container => container.State!.Pid > 0, "nothing is stopped before its successor may start");
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));
        (await _fleet.OnlyContainerAsync("b5")).Config!.Env.Should().Contain("TZ=UTC");
    }

    [Test]
    public async Task BotThatNeverBecomesHealthy_HoldsNobodyUpForEver()
    {
        foreach (var id in (string[])["a-sick", "a-sick2", "a-sick3", "b"]) Put(id);

        await _fleet.SettleAsync(TimeSpan.FromMinutes(8));

        await _fleet.ShouldRunAsync("b");
    }

    private void Put(string id, int priority = 0, RestartOwner owner = RestartOwner.Engine, Func<BotSpec, BotSpec>? change = null) => _fleet.Source.Put(id, spec =>
    {
        var used = spec with { Priority = priority, Restart = spec.Restart with { Owner = owner }, Health = spec.Health with { Interval = TimeSpan.FromSeconds(5) } };
        return change is null ? used : change(used);
    });

    private SimulatedProcess Start(BotMaker.DockerEngine.Containers.ContainerInspection container)
    {
        _started.Add(container.Config!.Hostname!);
        _most = Math.Max(_most, _fleet.Graph.Starts.Progress?.Starting ?? 0);
        return SimulatedProcess.Gateway with
        {
            HealthyAfter = container.Config.Hostname!.Contains("sick", StringComparison.Ordinal) ? null : TimeSpan.FromSeconds(12),
        };
    }
}
