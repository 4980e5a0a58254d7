using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Bots whose manifests go: after a grace, never too many at once, and never for good.</summary>
[TestFixture]
public sealed class RemovalTests
{
    private static readonly BotId A = BotId.Parse("a");
    private static readonly TimeSpan WithinGrace = TimeSpan.FromSeconds(10);

    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp() => _fleet = new Fleet();

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task WithinTheGrace_TheBotRunsAndItsDeletionIsAnnounced()
    {
        await RunAsync("a", "b");
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Source.Remove("a");
        await _fleet.SettleAsync(WithinGrace);

        (await _fleet.OnlyContainerAsync("a")).State!.Pid.Should().Be(before.State!.Pid);
        var pending = _fleet.Status("a").Find(ConditionType.PendingDeletion)!;
        (pending.Status, pending.Reason).Should().Be((ConditionStatus.True, "DeletionPending"));
        pending.Message.Should().Contain("goes to the trash, unless the manifest comes back");
        _fleet.Status("a").Phase.Should().Be(BotPhase.Deleting);
    }

    [Test]
    public async Task BackInTime_NothingHappened()
    {
        await RunAsync("a", "b");
        var before = await _fleet.OnlyContainerAsync("a");
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync(WithinGrace);

        _fleet.Source.Put("a");
        await _fleet.SettleAsync();

        var after = await _fleet.OnlyContainerAsync("a");
        (after.Id, after.State!.Pid).Should().Be((before.Id, before.State!.Pid));
        _fleet.Condition("a", ConditionType.PendingDeletion).Should().BeNull();
        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task Restart_DoesNotBeginTheGraceAnew()
    {
        await RunAsync("a", "b");
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync(TimeSpan.FromSeconds(20));
        var since = _fleet.Graph.RemovalJournal.Current.Absent["a"];

        _fleet.Start();
        await _fleet.SettleAsync(TimeSpan.FromSeconds(1));

        _fleet.Graph.RemovalJournal.Current.Absent.GetValueOrDefault("a", since).Should().Be(since);
        await _fleet.SettleAsync();
        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
    }

    [Test]
    public async Task Deleted_DataAndGeneratedSecretsAreInTheTrash_AndSecretValuesAreGone()
    {
        await RunAsync("a", "b");
        File.WriteAllText(Path.Combine(_fleet.Data.Home(A), "memory.md"), "likes tea");
        Directory.CreateDirectory(Path.Combine(_fleet.Data.GeneratedSecrets, "a"));
        File.WriteAllText(Path.Combine(_fleet.Data.GeneratedSecrets, "a", "gateway-token"), "t0ken");

        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();

        var entry = _fleet.Graph.Trash.Entries.Should().ContainSingle().Which;
        File.ReadAllText(Path.Combine(_fleet.Data.Trash, entry.Name, "bot", "home", "memory.md")).Should().Be("likes tea");
        File.ReadAllText(Path.Combine(_fleet.Data.Trash, entry.Name, "secrets", "gateway-token")).Should().Be("t0ken");
        Directory.Exists(_fleet.Data.Bot(A)).Should().BeFalse();
        Directory.Exists(Path.Combine(_fleet.Data.RuntimeSecrets, "a")).Should().BeFalse();
        Directory.Exists(Path.Combine(_fleet.Data.Trash, entry.Name, "bot", "attempts")).Should().BeFalse("what an attempt mounted is rendered anew");
        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task ThreeOfAHundred_AreDeleted_AndNoOtherIsTouched()
    {
        await RunAsync([.. Enumerable.Range(0, 100).Select(n => $"bot-{n}")]);
        for (var n = 10; n < 13; n++) _fleet.Source.Remove($"bot-{n}");
        _fleet.Watched.Clear();

        await _fleet.SettleAsync();

        _fleet.Watched.Calls.Count(call => call is "remove").Should().Be(3);
        _fleet.Watched.Calls.Should().NotContain("create").And.NotContain("start");
        _fleet.Records.KnownIds.Should().HaveCount(97);
        _fleet.Graph.Trash.Entries.Should().HaveCount(3);
    }

    [Test]
    public async Task HalfTheFilesAndOne_AreBlocked_AlsoOverARestart_AndCountInTheStatus()
    {
        await RunAsync("a", "b", "c", "d", "e");
        foreach (var id in (string[])["a", "b", "c"]) _fleet.Source.Remove(id);
        _fleet.Watched.Clear();

        await _fleet.SettleAsync();
        _fleet.Start();
        await _fleet.SettleAsync(TimeSpan.FromMinutes(15));

        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list" || call == "inspect", "nothing is done to any bot");
        _fleet.Status("a").Find(ConditionType.PendingDeletion)!.Reason.Should().Be("DeletionBlocked");
        _fleet.Status("a").Find(ConditionType.PendingDeletion)!.Message.Should().StartWith("3 of 5 bots");
        _fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True, "it waits for a person");
    }

    [Test]
    public async Task Blocked_FilesBack_EverythingGoesOnAsBefore()
    {
        await RunAsync("a", "b", "c");
        foreach (var id in (string[])["a", "b"]) _fleet.Source.Remove(id);
        await _fleet.SettleAsync();

        foreach (var id in (string[])["a", "b"]) _fleet.Source.Put(id);
        await _fleet.SettleAsync();

        _fleet.Graph.RemovalJournal.Current.TrippedAt.Should().BeNull();
        foreach (var id in (string[])["a", "b", "c"]) await _fleet.ShouldRunAsync(id);
    }

    [Test]
    public async Task Retain_IsStoppedAndKept_OverARestart_AndTakenUpAgain()
    {
        await RunAsync("b");
        Put("a", "Retain");
        await _fleet.SettleAsync();
        var id = (await _fleet.OnlyContainerAsync("a")).Id;

        RemoveWithLastGood("a", "Retain");
        await _fleet.SettleAsync();
        _fleet.Start();
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).State!.Status.Should().Be("exited");
        _fleet.Records.Get(A).Retired!.Policy.Should().Be(DeletionPolicy.Retain);
        _fleet.Board.Find(A).Should().BeNull();
        _fleet.Graph.Trash.Entries.Should().BeEmpty();

        Put("a", "Retain");
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(id);
        _fleet.Records.Get(A).Retired.Should().BeNull();
    }

    [Test]
    public async Task Orphan_RunsOnUntouched_AndIsTakenUpAgain()
    {
        await RunAsync("b");
        Put("a", "Orphan");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");

        RemoveWithLastGood("a", "Orphan");
        await _fleet.SettleAsync();
        _fleet.Start();
        await _fleet.SettleAsync();
        (await _fleet.OnlyContainerAsync("a")).State!.Pid.Should().Be(before.State!.Pid);

        await _fleet.Engine.Containers.StopAsync(before.Id, TimeSpan.Zero);
        await _fleet.SettleAsync();
        (await _fleet.OnlyContainerAsync("a")).State!.Status.Should().Be("exited", "nobody looks after an orphan");

        Put("a", "Orphan");
        await _fleet.SettleAsync();
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before.Id);
        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task Undelete_ManifestBack_BringsStateNumberingAndSecretsBack()
    {
        await RunAsync("a", "b");
        File.WriteAllText(Path.Combine(_fleet.Data.Home(A), "memory.md"), "likes tea");
        Directory.CreateDirectory(Path.Combine(_fleet.Data.GeneratedSecrets, "a"));
        File.WriteAllText(Path.Combine(_fleet.Data.GeneratedSecrets, "a", "gateway-token"), "t0ken");
        var uid = _fleet.Records.Get(A).Uid;
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();
        _fleet.Graph.Trash.Want(_fleet.Graph.Trash.Find(A)!);

        _fleet.Start();
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-2");
        File.ReadAllText(Path.Combine(_fleet.Data.Home(A), "memory.md")).Should().Be("likes tea");
        File.ReadAllText(Path.Combine(_fleet.Data.GeneratedSecrets, "a", "gateway-token")).Should().Be("t0ken");
        _fleet.Records.Get(A).Uid.Should().Be(uid);
        _fleet.Graph.Trash.Entries.Should().BeEmpty();
    }

    [Test]
    public async Task Undelete_BotRunsAnewAlready_StatesAreSwapped()
    {
        await RunAsync("a", "b");
        File.WriteAllText(Path.Combine(_fleet.Data.Home(A), "memory.md"), "old");
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        File.WriteAllText(Path.Combine(_fleet.Data.Home(A), "memory.md"), "new");

        _fleet.Graph.Trash.Want(_fleet.Graph.Trash.Find(A)!);
        _fleet.Graph.Controller.Enqueue(A, EnqueueCause.Command);
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        File.ReadAllText(Path.Combine(_fleet.Data.Home(A), "memory.md")).Should().Be("old");
        var entry = _fleet.Graph.Trash.Entries.Should().ContainSingle().Which;
        entry.IsWanted.Should().BeFalse();
        File.ReadAllText(Path.Combine(_fleet.Data.Trash, entry.Name, "bot", "home", "memory.md")).Should().Be("new");
    }

    [Test]
    public async Task UidInTheTrash_IsNotGivenToAnother()
    {
        if (!_fleet.Graph.Directories.CanChangeOwner) Assert.Ignore("Owners can be changed by root only.");
        await RunAsync("a", "b");
        var uid = _fleet.Records.Get(A).Uid;
        _fleet.Source.Remove("a");
        await _fleet.SettleAsync();

        _fleet.Start();
        _fleet.Source.Put("c");
        await _fleet.SettleAsync();

        _fleet.Records.Get(BotId.Parse("c")).Uid.Should().NotBe(uid);
    }

    private async Task RunAsync(params string[] ids)
    {
        foreach (var id in ids) _fleet.Source.Put(id);
        await _fleet.SettleAsync();
    }

    private static DesiredBot WithPolicy(string id, string policy) => FakeBotSource.Bot(id) with { Annotations = ValueMap.Of((Annotations.DeletionPolicy, policy)) };

    private void Put(string id, string policy) => _fleet.Source.Put(WithPolicy(id, policy));

    private void RemoveWithLastGood(string id, string policy) => _fleet.Source.Remove(id, WithPolicy(id, policy));
}
