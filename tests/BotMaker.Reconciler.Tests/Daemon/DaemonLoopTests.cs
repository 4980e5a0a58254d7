using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The loops together.</summary>
[TestFixture]
public sealed class DaemonLoopTests
{
    private LiveFleet _fleet = null!;

    [SetUp]
    public void SetUp() => _fleet = new LiveFleet();

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task ManifestsBeforeAndAfterTheStart_BotsBecomeReady()
    {
        _fleet.Source.Put("before", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.ReadyAsync("before");

        _fleet.Source.Put("after", LiveFleet.Quick);

        await _fleet.ReadyAsync("after");
    }

    [Test]
    public async Task EventsOfTheEngine_AreReactedTo()
    {
        _fleet.Source.Put("a", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.ReadyAsync("a");
        var before = await _fleet.OnlyContainerAsync("a");

        await _fleet.Engine.Containers.RemoveAsync(before.Id, force: true, removeAnonymousVolumes: true);

        await _fleet.UntilAsync("a", status => status?.Is(ConditionType.Ready) is true && !string.Equals(status.ContainerId, before.Id, StringComparison.Ordinal));
    }

    [Test]
    public async Task EventStreamCut_WhatHappenedMeanwhileIsFoundByTheList()
    {
        _fleet.Source.Put("a", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.ReadyAsync("a");
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Engine.EventsMuted = true;
        await _fleet.Engine.Containers.RemoveAsync(before.Id, force: true, removeAnonymousVolumes: true);
        _fleet.Engine.EventsMuted = false;
        _fleet.Engine.CutEventStreams();

        await _fleet.UntilAsync("a", status => status?.Is(ConditionType.Ready) is true && !string.Equals(status.ContainerId, before.Id, StringComparison.Ordinal));
    }

    [Test]
    public async Task EngineRestarts_BotsAreReadyAgain()
    {
        foreach (var id in new[] { "a", "b", "c" }) _fleet.Source.Put(id, LiveFleet.Quick);
        _fleet.Start();
        foreach (var id in new[] { "a", "b", "c" }) await _fleet.ReadyAsync(id);
        var before = StartTimes();

        _fleet.Engine.StopEngine();
        await _fleet.UntilAsync("a", status => status?.Find(ConditionType.Ready)?.Status is ConditionStatus.Unknown || !_fleet.Graph.Availability.IsUp);
        _fleet.Engine.StartEngine();

        await _fleet.Graph.Availability.WhenUpAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        foreach (var id in new[] { "a", "b", "c" })
            await _fleet.UntilAsync(id, status => status?.Is(ConditionType.Ready) is true && status.StartedAt > before[id]);
    }

    [Test]
    public async Task EngineIsAwayAtTheStart_IsWaitedFor()
    {
        _fleet.Engine.CrashEngine();
        _fleet.Source.Put("a", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.Logs.WaitForAsync(entry => entry.Message.Contains("out of reach", StringComparison.Ordinal));

        _fleet.Engine.StartEngine();

        await _fleet.ReadyAsync("a");
    }

    [Test]
    public async Task Stopped_LeavesBotsRunningAndReturns()
    {
        _fleet.Source.Put("a", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.ReadyAsync("a");

        await _fleet.StopAsync();

        (await _fleet.OnlyContainerAsync("a")).State.Should().Be("running");
    }

    [Test]
    public async Task ManifestGone_BotIsRemovedAndVanishesFromTheBoard()
    {
        _fleet.Source.Put("a", LiveFleet.Quick);
        _fleet.Source.Put("b", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.ReadyAsync("a");

        _fleet.Source.Remove("a");

        await _fleet.UntilAsync("a", status => status is null);
    }

    [Test]
    public async Task ALoopCrashes_TheDaemonEndsWithItsException()
    {
        _fleet.Source.Crash = new InvalidDataException("the scanner broke");
        _fleet.Start();

        var running = () => _fleet.Running.WaitAsync(TimeSpan.FromSeconds(30));

        await running.Should().ThrowAsync<InvalidDataException>();
    }

    [Test]
    public async Task AFatalFinding_TheDaemonEndsWithIt()
    {
        _fleet.Start();
        _fleet.Graph.Fatal.Raise(new Reconciler.Execution.HostCheckException("cannot read"));

        var running = () => _fleet.Running.WaitAsync(TimeSpan.FromSeconds(30));

        await running.Should().ThrowAsync<Reconciler.Execution.HostCheckException>();
    }

    [Test]
    public async Task Once_ReturnsWhenEveryBotHasReachedAnEnd()
    {
        _fleet.Source.Put("good", LiveFleet.Quick);
        _fleet.Source.Put("stalled", spec => spec with { Image = new ImageSpec { Reference = "absent:1", PullPolicy = ImagePullPolicy.Never } });

        await _fleet.Graph.Daemon.RunOnceAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        _fleet.Board.Find(BotId.Parse("good"))!.Status.Is(ConditionType.Ready).Should().BeTrue();
        _fleet.Board.Find(BotId.Parse("stalled"))!.Status.Is(ConditionType.Stalled).Should().BeTrue();
        (await _fleet.OnlyContainerAsync("good")).State.Should().Be("running");
    }

    [Test]
    public async Task APassPanics_TheOthersGoOnAndItIsTriedAgain()
    {
        _fleet.Source.Poison = BotId.Parse("poisoned");
        _fleet.Source.Put("poisoned", LiveFleet.Quick);
        _fleet.Source.Put("good", LiveFleet.Quick);
        _fleet.Start();
        await _fleet.ReadyAsync("good");
        await _fleet.Logs.WaitForAsync(entry => entry.Message.Contains("nobody expected", StringComparison.Ordinal));

        _fleet.Source.Poison = null;

        await _fleet.ReadyAsync("poisoned");
    }

    private Dictionary<string, DateTimeOffset?> StartTimes() =>
        _fleet.Board.Snapshot().Bots.ToDictionary(pair => pair.Key.Value, pair => pair.Value.Status.StartedAt, StringComparer.Ordinal);
}
