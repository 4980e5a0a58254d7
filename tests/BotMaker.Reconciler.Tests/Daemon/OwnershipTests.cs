using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Nothing that is not ours is touched.</summary>
[TestFixture]
public sealed class OwnershipTests
{
    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp() => _fleet = new Fleet();

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task ForeignContainerWithTheBotId_IsAConflictAndLeftAlone()
    {
        var foreign = await ForeignAsync("dashboard-a", (Labels.BotId, "a"));
        _fleet.Source.Put("a");

        await _fleet.SettleAsync();

        _fleet.Condition("a", ConditionType.Conflict).Should().Be(ConditionStatus.True);
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(foreign);
        (await _fleet.Engine.Containers.InspectAsync(foreign)).State!.Running.Should().BeTrue();
    }

    [Test]
    public async Task ForeignContainerGone_TheBotRuns()
    {
        var foreign = await ForeignAsync("dashboard-a", (Labels.BotId, "a"));
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();

        await _fleet.Engine.Containers.RemoveAsync(foreign, force: true, removeAnonymousVolumes: false);
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task NameTaken_IsAConflictAtEachLook_AndTheHolderIsLeftAlone()
    {
        var squatter = await ForeignAsync("botmaker-a-1");
        _fleet.Source.Put("a");

        await _fleet.SettleAsync();
        _fleet.Condition("a", ConditionType.Conflict).Should().Be(ConditionStatus.True);
        await _fleet.SettleAsync();

        _fleet.Condition("a", ConditionType.Conflict).Should().Be(ConditionStatus.True, "it is not dodged by another number");
        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        (await _fleet.Engine.Containers.InspectAsync(squatter)).State!.Running.Should().BeTrue();
    }

    [Test]
    public async Task NameFreed_TheBotRuns()
    {
        var squatter = await ForeignAsync("botmaker-a-1");
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();

        await _fleet.Engine.Containers.RemoveAsync(squatter, force: true, removeAnonymousVolumes: false);
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-1");
    }

    [Test]
    public async Task TwoInstances_ShareAnEngineWithoutTouchingEachOther()
    {
        await using var other = new Fleet(_fleet, "green", "green");
        _fleet.Source.Put("a");
        other.Source.Put("a");
        await _fleet.SettleAsync();
        await other.SettleAsync();
        var theirs = (await _fleet.ContainersAsync("a")).Single(container => string.Equals(container.Config!.Labels![Labels.Reconciler], "green", StringComparison.Ordinal));

        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });
        await _fleet.SettleAsync();
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();

        var left = await _fleet.OnlyContainerAsync("a");
        left.Id.Should().Be(theirs.Id);
        left.State!.Pid.Should().Be(theirs.State!.Pid);
    }

    [Test]
    public async Task LostDataDirectory_IsAConflictAndNothingIsRemoved()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");
        Directory.Delete(_fleet.Data.Root, recursive: true);
        _fleet.Start();

        await _fleet.SettleAsync();
        _fleet.Condition("a", ConditionType.Conflict).Should().Be(ConditionStatus.True);
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before.Id);
    }

    [Test]
    public async Task DamagedRecord_IsRebuiltAndTheBotRunsOn()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");
        await File.WriteAllTextAsync(_fleet.Data.Record(BotId.Parse("a")), "{ torn");
        _fleet.Start();

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before.Id);
        _fleet.Records.Damaged.Should().ContainSingle();
        _fleet.Records.Get(BotId.Parse("a")).Find(1)!.ContainerId.Should().Be(before.Id);
    }

    [Test]
    public async Task OneShotContainersAndSwarmTasks_AreNoBots()
    {
        await ForeignAsync("check", (Labels.BotId, "a"), (Labels.Reconciler, "blue"), (Labels.Purpose, "self-check"));
        await ForeignAsync("task", (Labels.BotId, "a"), ("com.docker.swarm.service.name", "a"));
        _fleet.Source.Put("a");

        await _fleet.SettleAsync();

        _fleet.Condition("a", ConditionType.Ready).Should().Be(ConditionStatus.True);
        (await _fleet.ContainersAsync("a")).Should().HaveCount(3);
    }

    private async Task<string> ForeignAsync(string name, params (string Key, string Value)[] labels)
    {
        var created = await _fleet.Engine.Containers.CreateAsync(name, new CreateContainerRequest
        {
            Image = Fleet.Image,
            Labels = labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal),
        });
        await _fleet.Engine.Containers.StartAsync(created.Id);
        return created.Id;
    }
}
