using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>A change whose new container fails is taken back, whatever it fails of, and is not tried again until something changed.</summary>
[TestFixture]
public sealed class RolloutTests
{
    private static readonly BotId Id = BotId.Parse("a");

    private Fleet _fleet = null!;
    private string _old = "";

    [SetUp]
    public async Task SetUp()
    {
        _fleet = new Fleet();
        _fleet.Source.Put("a", Quick);
        await _fleet.SettleAsync();
        _old = (await _fleet.OnlyContainerAsync("a")).Id;
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [TestCase("STUB_NEVER_HEALTHY", "1", "NotReadyInTime")]
    [TestCase("STUB_EXIT_AT_START", "3", "Exited")]
    [TestCase("STUB_EXIT_AT_START", "78", "Exited")]
    [TestCase("STUB_CRASH_AFTER", "35", "Exited")]
    public async Task NewContainerFails_OldOneServesAgain(string variable, string value, string reason)
    {
        _fleet.Source.Put("a", spec => With(spec, variable, value));
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        var only = await _fleet.OnlyContainerAsync("a");
        only.Id.Should().Be(_old);
        only.State!.Pid.Should().BePositive();
        only.HostConfig!.RestartPolicy!.Name.Should().Be("unless-stopped");
        _fleet.Condition("a", ConditionType.Ready).Should().Be(ConditionStatus.True);
        var rolledBack = _fleet.Status("a").Find(ConditionType.RolledBack)!;
        rolledBack.Status.Should().Be(ConditionStatus.True);
        rolledBack.Reason.Should().Be(reason);
        _fleet.Graph.History.Get(Id)[^1].Should().Match<RevisionEntry>(entry => entry.Outcome == RevisionOutcome.RolledBack && entry.Reason!.StartsWith(reason));
        Directory.Exists(_fleet.Data.Attempt(Id, 2)).Should().BeFalse("the failed attempt's files go with its container");
    }

    [Test]
    public async Task FailedRevision_IsNotTriedAgainUntilItChanges()
    {
        _fleet.Source.Put("a", spec => With(spec, "STUB_EXIT_AT_START", "3"));
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));
        _fleet.Watched.Clear();

        await _fleet.SettleAsync(TimeSpan.FromMinutes(30));
        _fleet.Start();
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));
        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list" || call == "inspect");

        _fleet.Source.Put("a", spec => With(spec, "STUB_EXIT_AT_START", ""));
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));
        (await _fleet.OnlyContainerAsync("a")).Id.Should().NotBe(_old);
        _fleet.Status("a").Find(ConditionType.RolledBack).Should().BeNull();
        _fleet.Graph.Rollouts.Find(Id).Should().BeNull();
    }

    [Test]
    public async Task WithoutRollback_FailedOneIsLeftAndTheBotIsStalled()
    {
        _fleet.Source.Put("a", spec => With(spec, "STUB_EXIT_AT_START", "3") with { Rollout = spec.Rollout with { Rollback = false } });
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        (await _fleet.ContainersAsync("a")).Should().HaveCount(2).And.OnlyContain(container => container.State!.Pid == 0);
        _fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True);
        _fleet.Status("a").Phase.Should().Be(BotPhase.Stalled);

        _fleet.Source.Put("a", Quick);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(_old, "the manifest wants again what the old one is");
        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task TailOfTheLog_IsInHistoryAndConditionWithoutSecrets()
    {
        _fleet.Redact = text => text.Replace("hunter2hunter2", "(redacted)", StringComparison.Ordinal);
        _fleet.Start();
        _fleet.Source.Put("a", spec => With(spec, "STUB_NEVER_HEALTHY", "1"));
        foreach (var id in _fleet.Source.Changed) _fleet.Graph.Controller.Enqueue(id, Reconciler.Control.EnqueueCause.Manifest);
        await _fleet.ResyncAsync();
        await _fleet.WorkAsync();
        var made = (await _fleet.ContainersAsync("a")).Single(container => !string.Equals(container.Id, _old, StringComparison.Ordinal));
        for (var line = 1; line <= 200; line++) _fleet.Engine.WriteLog(made.Id, $"line {line} hunter2hunter2\n");

        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        var tail = _fleet.Graph.History.Get(Id)[^1].LogTail!;
        tail.Should().EndWith("line 200 (redacted)").And.NotContain("hunter2").And.NotContain("line 100 ");
        _fleet.Status("a").Find(ConditionType.RolledBack)!.Message.Should().Contain("line 200 (redacted)");
    }

    [Test]
    public async Task OldOneFailsAsWell_IsAStallAndNotALoop()
    {
        await using var fleet = new Fleet(new InMemoryEngineOptions
        {
            // The second start of any container ends at once.
            Behaviour = container => container.State!.FinishedAt!.StartsWith("0001", StringComparison.Ordinal)
                ? SimulatedProcess.FromEnvironment(container)
                : SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.Zero, ExitCode = 1 },
        });
        fleet.Source.Put("a", spec => Quick(spec) with { Restart = new RestartSpec { Policy = RestartPolicyKind.Never } });
        await fleet.SettleAsync();
        fleet.Source.Put("a", spec => With(spec, "STUB_EXIT_AT_START", "3") with { Restart = new RestartSpec { Policy = RestartPolicyKind.Never } });
        await fleet.SettleAsync(TimeSpan.FromMinutes(5));

        fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True);
        fleet.Watched.Clear();
        await fleet.SettleAsync(TimeSpan.FromMinutes(30));
        fleet.Watched.Calls.Should().NotContain("create").And.NotContain("start");
    }

    [Test]
    public async Task WrongState_IsNotStartedByAChangeOfTheImage()
    {
        _fleet.Engine.AddImage("bot:2", Fleet.Release(), content: "two");
        var home = _fleet.Data.Home(Id);
        Directory.CreateDirectory(Path.Combine(home, "agents"));
        await File.WriteAllTextAsync(Path.Combine(home, "agents", "state.db"), "version 1");

        _fleet.Source.Put("a", spec => With(spec, "STUB_NEVER_HEALTHY", "1") with { Image = spec.Image with { Reference = "bot:2" } });
        foreach (var id in _fleet.Source.Changed) _fleet.Graph.Controller.Enqueue(id, Reconciler.Control.EnqueueCause.Manifest);
        _fleet.Source.Changed.Clear();
        await _fleet.ResyncAsync();
        await _fleet.WorkAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "agents", "state.db"), "version 2, which an older one refuses");
        await File.WriteAllTextAsync(Path.Combine(home, "new"), "");

        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(_old);
        (await File.ReadAllTextAsync(Path.Combine(home, "agents", "state.db"))).Should().Be("version 1");
        File.Exists(Path.Combine(home, "new")).Should().BeFalse();
        _fleet.Graph.Snapshots.List(Id).Should().ContainSingle().Which.Should().Match<SnapshotStamp>(stamp => stamp.Attempt == 2 && stamp.OldAttempt == 1);
        _fleet.Graph.History.Get(Id)[^1].Class.Should().Be(Core.Planning.ChangeClass.Migrate);
    }

    [Test]
    public async Task StateThatCannotBeSaved_StopsNothing()
    {
        _fleet.Engine.AddImage("bot:2", Fleet.Release(), content: "two");
        Pipe.Make(Path.Combine(_fleet.Data.Home(Id), "pipe"));
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Source.Put("a", spec => Quick(spec) with { Image = spec.Image with { Reference = "bot:2" } });
        await _fleet.SettleAsync();

        var after = await _fleet.OnlyContainerAsync("a");
        after.State!.StartedAt.Should().Be(before.State!.StartedAt);
        _fleet.Status("a").Find(ConditionType.Ready)!.Reason.Should().Be("StateNotSavable");
        _fleet.Status("a").Find(ConditionType.Ready)!.Message.Should().Contain("pipe");
    }

    [Test]
    public async Task FullDisk_ChangesNothingAndSaysSo()
    {
        _fleet.FreeDisk = (1L << 30, 100L << 30);
        _fleet.Start();
        _fleet.Source.Put("a", spec => With(spec, "TZ", "UTC"));
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(_old);
        _fleet.Status("a").Find(ConditionType.Ready)!.Reason.Should().Be("DiskSpaceLow");

        _fleet.FreeDisk = (50L << 30, 100L << 30);
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));
        (await _fleet.OnlyContainerAsync("a")).Id.Should().NotBe(_old);
    }

    [Test]
    public async Task DamagedJournal_KeepsTheOldContainerUntilTheNewOneIsProven()
    {
        _fleet.Source.Put("a", spec => With(spec, "STUB_NEVER_HEALTHY", "1"));
        foreach (var id in _fleet.Source.Changed) _fleet.Graph.Controller.Enqueue(id, Reconciler.Control.EnqueueCause.Manifest);
        _fleet.Source.Changed.Clear();
        await _fleet.ResyncAsync();
        await _fleet.WorkAsync();
        await File.WriteAllTextAsync(_fleet.Data.Rollout(Id), "{ \"phase\": \"OnTr");

        _fleet.Start();
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(_old);
        _fleet.Condition("a", ConditionType.Ready).Should().Be(ConditionStatus.True);
    }

    [Test]
    public async Task EngineRestartDuringTheTrial_IsNotHeldAgainstTheNewOne()
    {
        _fleet.Source.Put("a", spec => With(spec, "TZ", "UTC") with { Rollout = spec.Rollout with { MinReady = TimeSpan.FromMinutes(1) } });
        await _fleet.SettleAsync(TimeSpan.FromSeconds(45));
        _fleet.Graph.Rollouts.Find(Id)!.Phase.Should().Be(RolloutPhase.OnTrial);

        _fleet.Engine.StopEngine();
        await _fleet.SettleAsync(TimeSpan.FromSeconds(20));
        _fleet.Clock.Advance(TimeSpan.FromMinutes(10));
        _fleet.Engine.StartEngine();
        await _fleet.RecoverAsync();
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        (await _fleet.OnlyContainerAsync("a")).Id.Should().NotBe(_old);
        await _fleet.ShouldRunAsync("a");
    }

    private static BotSpec Quick(BotSpec spec) => spec with { Rollout = new RolloutSpec { ProgressDeadline = TimeSpan.FromMinutes(1), MinReady = TimeSpan.FromSeconds(20) } };

    private static BotSpec With(BotSpec spec, string variable, string value) => Quick(spec) with { Env = ValueMap.Of((variable, value)) };
}
