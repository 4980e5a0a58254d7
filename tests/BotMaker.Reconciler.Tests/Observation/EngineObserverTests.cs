using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Observation;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Observation;

[TestFixture]
public sealed class EngineObserverTests
{
    private static readonly BotId A = BotId.Parse("a");
    private ManualTimeProvider _clock = null!;
    private InMemoryEngine _engine = null!;
    private EngineObserver _observer = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _engine = new InMemoryEngine(_clock);
        _engine.AddImage("bot:1");
        _observer = new EngineObserver(_engine, "blue", _clock);
    }

    [TearDown]
    public async Task TearDown() => await _engine.DisposeAsync();

    [Test]
    public async Task All_IsOneCall_AndWhatWasInspectedKeepsItsDetails()
    {
        await RunAsync("a");
        await _observer.ObserveAsync(A, CancellationToken.None);
        _engine.Calls.Reset();

        var fleet = await _observer.ObserveAllAsync(CancellationToken.None);

        _engine.Calls.Total.Should().Be(1);
        fleet.Changed.Should().BeEmpty();
        fleet.Of(A).Containers.Should().ContainSingle().Which.Limits.Should().NotBeNull("it comes from the inspection");
    }

    [Test]
    public async Task All_WhatWasNeverSeen_IsChangedAndWithoutDetails()
    {
        await RunAsync("a");

        var fleet = await _observer.ObserveAllAsync(CancellationToken.None);

        fleet.Changed.Should().Equal(A);
        fleet.Of(A).Containers[0].Limits.Should().BeNull();
    }

    [Test]
    public async Task All_AfterAChange_NamesTheBot()
    {
        var id = await RunAsync("a");
        await RunAsync("b");
        await _observer.ObserveAsync(A, CancellationToken.None);
        await _observer.ObserveAsync(BotId.Parse("b"), CancellationToken.None);

        await _engine.Containers.PauseAsync(id);

        (await _observer.ObserveAllAsync(CancellationToken.None)).Changed.Should().Equal(A);
    }

    [Test]
    public async Task All_AfterARemoval_NamesTheBotOnce()
    {
        var id = await RunAsync("a");
        await _observer.ObserveAsync(A, CancellationToken.None);
        await _engine.Containers.RemoveAsync(id, force: true, removeAnonymousVolumes: false);

        (await _observer.ObserveAllAsync(CancellationToken.None)).Changed.Should().Equal(A);
        (await _observer.ObserveAllAsync(CancellationToken.None)).Changed.Should().BeEmpty();
    }

    [Test]
    public async Task All_LongAfterTheInspection_AsksForAnother()
    {
        await RunAsync("a");
        await _observer.ObserveAsync(A, CancellationToken.None);
        _clock.Advance(EngineObserver.LongestWithoutInspection);

        var fleet = await _observer.ObserveAllAsync(CancellationToken.None);

        fleet.Stale.Should().Equal(A);
        fleet.Changed.Should().BeEmpty();
    }

    [Test]
    public async Task Ownership_IsByLabels()
    {
        await RunAsync("a");
        await RunAsync("a", reconciler: "green");
        await RunAsync("a", reconciler: null);
        await RunAsync("a", more: (Labels.Purpose, "self-check"));
        await RunAsync("a", reconciler: null, more: ("com.docker.swarm.task.id", "x"));

        var seen = await _observer.ObserveAsync(A, CancellationToken.None);

        seen.Containers.Select(container => container.Ownership).Should().BeEquivalentTo([ContainerOwnership.Ours, ContainerOwnership.Foreign]);
    }

    [Test]
    public async Task One_RemovedBetweenListAndInspection_IsNotThere()
    {
        await RunAsync("a");
        _engine.FailNext("container_inspect", new DockerEngine.Errors.DockerEngineException(
            DockerEngine.Errors.EngineErrorKind.NotFound, "container inspect", "No such container", System.Net.HttpStatusCode.NotFound));

        (await _observer.ObserveAsync(A, CancellationToken.None)).Containers.Count.Should().Be(0);
    }

    [Test]
    public async Task Image_PresentOrNot_IsSaid()
    {
        (await _observer.ObserveImageAsync("bot:1", CancellationToken.None)).IsPresent.Should().BeTrue();
        (await _observer.ObserveImageAsync("bot:2", CancellationToken.None)).IsPresent.Should().BeFalse();
    }

    private async Task<string> RunAsync(string bot, string? reconciler = "blue", (string Key, string Value)? more = null)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.BotId] = bot, [Labels.Attempt] = "1" };
        if (reconciler is not null) labels[Labels.Reconciler] = reconciler;
        if (more is { } extra) labels[extra.Key] = extra.Value;
        var created = await _engine.Containers.CreateAsync("", new CreateContainerRequest { Image = "bot:1", Labels = labels });
        await _engine.Containers.StartAsync(created.Id);
        return created.Id;
    }
}
