using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The ordinary life of a bot: it comes, it changes, it goes.</summary>
[TestFixture]
public sealed class LifeTests
{
    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp() => _fleet = new Fleet();

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task ManifestAdded_BotRunsInOneContainerOfOurs()
    {
        _fleet.Source.Put("a");

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        var container = await _fleet.OnlyContainerAsync("a");
        container.Name.Should().Be("/botmaker-a-1");
        container.Config!.Hostname.Should().Be("a");
        container.Config.Labels.Should().Contain(Labels.Reconciler, "blue").And.Contain(Labels.Attempt, "1").And.Contain(Labels.Manifest, "a.yaml");
        _fleet.Records.Get(BotId.Parse("a")).Find(1)!.ContainerId.Should().Be(container.Id);
        _fleet.Graph.History.Get(BotId.Parse("a")).Should().ContainSingle().Which.Outcome.Should().Be(RevisionOutcome.Succeeded);
    }

    [Test]
    public async Task SettledBot_IsLeftAlone()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _fleet.Watched.Clear();

        await _fleet.SettleAsync();

        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list");
    }

    [Test]
    public async Task SpecChanged_IsANewContainerAndTheOldOneIsGone()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();

        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "Europe/Oslo")) });
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        var container = await _fleet.OnlyContainerAsync("a");
        container.Name.Should().Be("/botmaker-a-2");
        container.Config!.Env.Should().Contain("TZ=Europe/Oslo");
        Directory.Exists(_fleet.Data.Attempt(BotId.Parse("a"), 1)).Should().BeFalse("the old attempt's files go with its container");
        Directory.Exists(_fleet.Data.Attempt(BotId.Parse("a"), 2)).Should().BeTrue();
        Directory.Exists(_fleet.Data.Home(BotId.Parse("a"))).Should().BeTrue();
    }

    [Test]
    public async Task SpecChanged_OldStopsBeforeNewStarts()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _fleet.Watched.Clear();

        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });
        await _fleet.SettleAsync();

        _fleet.Watched.Calls.Where(call => call is not ("list" or "inspect")).Should().Equal("create", "update", "stop", "start", "update", "remove");
    }

    [Test]
    public async Task LimitsChanged_AreChangedInPlace()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Source.Put("a", spec => spec with { Resources = spec.Resources with { Pids = 99 }, Restart = spec.Restart with { Policy = RestartPolicyKind.OnFailure } });
        await _fleet.SettleAsync();

        var after = await _fleet.OnlyContainerAsync("a");
        after.Id.Should().Be(before.Id);
        after.HostConfig!.PidsLimit.Should().Be(99);
        after.HostConfig.RestartPolicy!.Name.Should().Be("on-failure");
        after.State!.StartedAt.Should().Be(before.State!.StartedAt);
    }

    [Test]
    public async Task LabelChanged_WaitsForTheNextContainerAndIsShown()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Source.Put(FakeBotSource.Bot("a") with { Labels = ValueMap.Of(("team", "support")) });
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before.Id);
        _fleet.Condition("a", ConditionType.Drifted).Should().Be(ConditionStatus.True);
    }

    [Test]
    public async Task ManifestMoved_ChangesNothing()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Source.Put(FakeBotSource.Bot("a") with { Source = new() { File = "other/place.yaml" } });
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before.Id);
    }

    [Test]
    public async Task ManifestRemoved_ContainerGoes()
    {
        _fleet.Source.Put("a");
        _fleet.Source.Put("b");
        await _fleet.SettleAsync();

        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();

        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        _fleet.Board.Find(BotId.Parse("a")).Should().BeNull();
        _fleet.Records.KnownIds.Should().Equal(BotId.Parse("b"));
        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task ManifestRemovedWhileTheDaemonWasAway_IsFoundAtTheStart()
    {
        _fleet.Source.Put("a");
        _fleet.Source.Put("b");
        await _fleet.SettleAsync();
        _fleet.Source.Remove("a");
        _fleet.Source.Changed.Clear();

        _fleet.Start();
        await _fleet.SettleAsync();

        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task Suspended_ContainerStaysAsItIs()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var id = (await _fleet.OnlyContainerAsync("a")).Id;
        _fleet.Source.Put("a", spec => spec with { Suspend = true, Env = ValueMap.Of(("TZ", "UTC")) });
        await _fleet.SettleAsync();

        await _fleet.Engine.Containers.StopAsync(id, TimeSpan.Zero);
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).State!.Status.Should().Be("exited");
        _fleet.Status("a").Phase.Should().Be(BotPhase.Suspended);
    }

    [TestCase(RestartPolicyKind.Always)]
    [TestCase(RestartPolicyKind.OnFailure)]
    [TestCase(RestartPolicyKind.Never)]
    public async Task RunStateStopped_StopsAndKeeps_AndRunsAgain(RestartPolicyKind policy)
    {
        BotSpec WithPolicy(BotSpec spec) => spec with { Restart = spec.Restart with { Policy = policy } };
        _fleet.Source.Put("a", WithPolicy);
        await _fleet.SettleAsync();
        var id = (await _fleet.OnlyContainerAsync("a")).Id;

        _fleet.Source.Put("a", spec => WithPolicy(spec) with { RunState = RunState.Stopped });
        await _fleet.SettleAsync();
        (await _fleet.OnlyContainerAsync("a")).State!.Status.Should().Be("exited");
        _fleet.Status("a").Phase.Should().Be(BotPhase.Stopped);

        _fleet.Source.Put("a", WithPolicy);
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(id);
    }

    [Test]
    public async Task SourceUnavailable_NothingIsDeletedAndDriftIsStillHealed()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _fleet.Source.BecomeUnavailable("the directory is not mounted");
        await _fleet.SettleAsync();

        await _fleet.Engine.Containers.RemoveAsync((await _fleet.OnlyContainerAsync("a")).Id, force: true, removeAnonymousVolumes: false);
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        _fleet.Condition("a", ConditionType.Held).Should().Be(ConditionStatus.True);
    }

    [Test]
    public async Task BeforeTheFirstScan_NothingIsTouched()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var other = new FakeBotSource();
        other.Current.Source.PermitsDeletion.Should().BeFalse();
        _fleet.Source.BecomeUnavailable("not read yet");
        _fleet.Watched.Clear();
        _fleet.Start();

        await _fleet.SettleAsync();

        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list" || call == "inspect");
    }

    [Test]
    public async Task AThousandUnchangedBots_AreResyncedByOneCall()
    {
        for (var i = 0; i < 1000; i++) _fleet.Source.Put($"bot-{i}");
        await _fleet.SettleAsync();
        var before = _fleet.Engine.Calls.Total;

        await _fleet.ResyncAsync();

        (_fleet.Engine.Calls.Total - before).Should().Be(1);
        _fleet.Graph.Queue.State.Should().BeEquivalentTo(new { Urgent = 0, Background = 0, Processing = 0, Delayed = 0 });
    }
}
