using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>What a person holds, or freezes, is left exactly as it is, until its end.</summary>
[TestFixture]
public sealed class HoldTests
{
    private static readonly BotId Id = BotId.Parse("a");

    private Fleet _fleet = null!;

    [SetUp]
    public async Task SetUp()
    {
        _fleet = new Fleet();
        _fleet.Source.Put("a");
        _fleet.Source.Put("b");
        await _fleet.SettleAsync();
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task Held_DriftIsShownAndHealedWhenTheHoldEnds()
    {
        _fleet.Graph.Holds.Put(Id, For(TimeSpan.FromMinutes(10)));
        await _fleet.Engine.Containers.StopAsync((await _fleet.OnlyContainerAsync("a")).Id, TimeSpan.Zero);
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).State!.Status.Should().Be("exited");
        _fleet.Condition("a", ConditionType.Held).Should().Be(ConditionStatus.True);
        _fleet.Condition("a", ConditionType.Drifted).Should().Be(ConditionStatus.True);
        _fleet.Status("a").Phase.Should().Be(BotPhase.Suspended);

        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));
        await _fleet.ShouldRunAsync("a");
        _fleet.Condition("a", ConditionType.Held).Should().BeNull();
    }

    [Test]
    public async Task Held_OverARestartOfTheDaemon()
    {
        _fleet.Graph.Holds.Put(Id, For(TimeSpan.FromHours(1)));
        var before = await _fleet.OnlyContainerAsync("a");
        _fleet.Start();
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });

        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before.Id);
        _fleet.Status("a").Find(ConditionType.Ready)!.Reason.Should().Be("ChangeHeld");
        _fleet.Graph.Holds.Release(Id);
        _fleet.Graph.Daemon.Enqueue(Id);
        await _fleet.SettleAsync();
        (await _fleet.OnlyContainerAsync("a")).Config!.Env.Should().Contain("TZ=UTC");
    }

    [Test]
    public async Task Frozen_NothingIsCalledThatChangesAnything()
    {
        _fleet.Graph.Holds.PutFreeze(For(null));
        _fleet.Source.Put("c");
        _fleet.Source.Remove("b");
        await _fleet.Engine.Containers.KillAsync((await _fleet.OnlyContainerAsync("a")).Id, "SIGKILL");
        _fleet.Watched.Clear();

        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));

        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list" || call == "inspect");
        _fleet.Condition("b", ConditionType.PendingDeletion).Should().Be(ConditionStatus.True);
        _fleet.Condition("c", ConditionType.Held).Should().Be(ConditionStatus.True);

        _fleet.Graph.Holds.Unfreeze();
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
        await _fleet.ShouldRunAsync("c");
        (await _fleet.ContainersAsync("b")).Should().BeEmpty();
    }

    [Test]
    public async Task FrozenInTheMiddleOfAReplacement_WhatWasTakenDownIsBroughtUp()
    {
        _fleet.Watched.BeforeCall = call =>
        {
            if (call is "stop") _fleet.Graph.Holds.PutFreeze(For(null));
        };
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });

        await _fleet.SettleAsync();

        (await _fleet.ContainersAsync("a")).Should().ContainSingle(container => container.State!.Pid > 0).Which.Config!.Env.Should().Contain("TZ=UTC");
    }

    [Test]
    public async Task FrozenBeforeAnythingIsTakenDown_TheOldOneRunsOn()
    {
        var before = await _fleet.OnlyContainerAsync("a");
        _fleet.Watched.BeforeCall = call =>
        {
            if (call is "create") _fleet.Graph.Holds.PutFreeze(For(null));
        };
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });

        await _fleet.SettleAsync();

        (await _fleet.ContainersAsync("a")).Should().ContainSingle(container => container.State!.Pid > 0).Which.Id.Should().Be(before.Id);
    }

    private Hold For(TimeSpan? span) => new() { By = "alice", Since = _fleet.Clock.GetUtcNow(), Until = span is { } time ? _fleet.Clock.GetUtcNow() + time : null };
}
