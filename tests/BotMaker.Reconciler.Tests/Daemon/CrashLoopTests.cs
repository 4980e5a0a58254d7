using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Bots that end over and over, and people who change the same thing over and over.</summary>
[TestFixture]
public sealed class CrashLoopTests
{
    private static readonly BotId Id = BotId.Parse("b");

    private Fleet _fleet = null!;
    private SimulatedProcess _process = SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.FromSeconds(1), ExitCode = 1 };

    [SetUp]
    public void SetUp()
    {
        _process = SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.FromSeconds(1), ExitCode = 1 };
        _fleet = new Fleet(new InMemoryEngineOptions { Behaviour = _ => _process });
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task EndsOverAndOver_TheEngineIsRelievedAndWeStartItMoreAndMoreSlowly([Values] RestartOwner owner)
    {
        Put(owner);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(1.5));

        _fleet.Status("b").Phase.Should().Be(BotPhase.CrashLoop);
        _fleet.Condition("b", ConditionType.CrashLoopBackOff).Should().Be(ConditionStatus.True);
        (await _fleet.OnlyContainerAsync("b")).HostConfig!.RestartPolicy!.Name.Should().Be("no");
        _fleet.Watched.Clear();
        await _fleet.SettleAsync(TimeSpan.FromMinutes(30));
        _fleet.Watched.Calls.Count(call => call is "start").Should().BeInRange(5, 9, "the waits grow to five minutes");
        _fleet.Condition("b", ConditionType.Stalled).Should().Be(ConditionStatus.False, "a crash loop never gives up");
    }

    [Test]
    public async Task CrashLoop_SurvivesARestartOfTheDaemon()
    {
        Put(RestartOwner.Engine);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(8));
        _fleet.Start();
        _fleet.Watched.Clear();

        await _fleet.SettleAsync(TimeSpan.FromMinutes(4));

        _fleet.Watched.Calls.Count(call => call is "start").Should().BeLessThanOrEqualTo(2);
        _fleet.Condition("b", ConditionType.CrashLoopBackOff).Should().Be(ConditionStatus.True);
    }

    [Test]
    public async Task RunsWellAgain_TheEngineGetsItsRestartsBackAfterTenMinutes()
    {
        Put(RestartOwner.Engine);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(2));
        _process = SimulatedProcess.Gateway;

        await _fleet.SettleAsync(TimeSpan.FromMinutes(8));
        await _fleet.ShouldRunAsync("b");
        (await _fleet.OnlyContainerAsync("b")).HostConfig!.RestartPolicy!.Name.Should().Be("no");
        _fleet.Condition("b", ConditionType.CrashLoopBackOff).Should().Be(ConditionStatus.True);

        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));
        await _fleet.ShouldRunAsync("b");
        (await _fleet.OnlyContainerAsync("b")).HostConfig!.RestartPolicy!.Name.Should().Be("unless-stopped");
        _fleet.Condition("b", ConditionType.CrashLoopBackOff).Should().BeNull();
    }

    [Test]
    public async Task ManifestChanged_IsTriedAtOnce()
    {
        Put(RestartOwner.Engine);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));
        _process = SimulatedProcess.Gateway;

        _fleet.Source.Put("b", spec => spec with { Resources = spec.Resources with { MemoryBytes = 4L << 30 } });
        await _fleet.SettleAsync(TimeSpan.FromSeconds(40));

        await _fleet.ShouldRunAsync("b");
        (await _fleet.OnlyContainerAsync("b")).HostConfig!.RestartPolicy!.Name.Should().Be("unless-stopped");
    }

    [Test]
    public async Task Command_IsTriedAtOnce()
    {
        Put(RestartOwner.Engine);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));
        _process = SimulatedProcess.Gateway;

        _fleet.Graph.Daemon.Enqueue(Id);
        await _fleet.SettleAsync(TimeSpan.FromSeconds(40));

        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task RestartsThatTheBotAsksFor_AreLeftToTheEngine()
    {
        _process = SimulatedProcess.Gateway;
        Put(RestartOwner.Engine);
        await _fleet.SettleAsync();
        for (var i = 0; i < 12; i++)
        {
            _fleet.Engine.KillProcess((await _fleet.OnlyContainerAsync("b")).Id, exitCode: 0);
            _fleet.Graph.Controller.Enqueue(Id, EnqueueCause.Engine);
            await _fleet.WorkAsync();
            await _fleet.SettleAsync(TimeSpan.FromSeconds(15));
        }

        (await _fleet.OnlyContainerAsync("b")).HostConfig!.RestartPolicy!.Name.Should().Be("unless-stopped");
        _fleet.Condition("b", ConditionType.CrashLoopBackOff).Should().BeNull();
        _fleet.Status("b").Restarts.Should().Be(12);
    }

    [Test]
    public async Task KilledForMemory_IsSaidWithTheLimit()
    {
        _process = SimulatedProcess.Gateway;
        Put(RestartOwner.Reconciler);
        await _fleet.SettleAsync();
        for (var i = 0; i < 6; i++)
        {
            _fleet.Engine.OomKill((await _fleet.OnlyContainerAsync("b")).Id);
            await _fleet.SettleAsync(TimeSpan.FromSeconds(20));
        }

        var loop = _fleet.Status("b").Find(ConditionType.CrashLoopBackOff)!;
        (loop.Status, loop.Reason).Should().Be((ConditionStatus.True, "OutOfMemory"));
        loop.Message.Should().Contain("(2Gi)");
    }

    [Test]
    public async Task EngineStopsAndStarts_NobodyIsBlamed()
    {
        _process = SimulatedProcess.Gateway with { StopExitCode = 143 };
        Put(RestartOwner.Reconciler);
        await _fleet.SettleAsync();
        for (var i = 0; i < 8; i++)
        {
            _fleet.Engine.StopEngine();
            await _fleet.ResyncAsync();
            _fleet.Engine.StartEngine();
            await _fleet.RecoverAsync();
        }

        _fleet.Condition("b", ConditionType.CrashLoopBackOff).Should().BeNull();
        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task SomebodyRenamesItAgainAndAgain_StallsWithBothNamesAndEndsByItself()
    {
        _process = SimulatedProcess.Gateway;
        Put(RestartOwner.Engine);
        await _fleet.SettleAsync();
        var id = (await _fleet.OnlyContainerAsync("b")).Id;
        for (var i = 0; i <= LoopBreaker.MaxHeals; i++)
        {
            await _fleet.Engine.Containers.RenameAsync(id, "stolen");
            await _fleet.SettleAsync(TimeSpan.FromSeconds(15));
        }

        (await _fleet.OnlyContainerAsync("b")).Name.Should().Be("/stolen");
        var stalled = _fleet.Status("b").Find(ConditionType.Stalled)!;
        (stalled.Status, stalled.Reason).Should().Be((ConditionStatus.True, "LoopBreaker"));
        stalled.Message.Should().ContainAll("name: wanted botmaker-b-1, found stolen", "botmaker release b");

        await _fleet.SettleAsync(TimeSpan.FromMinutes(11));
        (await _fleet.OnlyContainerAsync("b")).Name.Should().Be("/botmaker-b-1");
        await _fleet.ShouldRunAsync("b");
    }

    private void Put(RestartOwner owner) => _fleet.Source.Put("b", spec => spec with { Restart = spec.Restart with { Owner = owner } });
}
