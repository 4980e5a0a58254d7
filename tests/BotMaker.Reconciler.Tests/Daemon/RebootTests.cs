using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The host went down and came up: the runtime directory is empty, and the engine could start nothing.</summary>
[TestFixture]
public sealed class RebootTests
{
    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp() => _fleet = new Fleet();

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task EveryBotThatRan_RunsAgainInItsContainer()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = (await _fleet.OnlyContainerAsync("a")).Id;

        await RebootAsync();
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before);
        Directory.EnumerateFiles(_fleet.Data.AttemptSecrets(BotId.Parse("a"), 1)).Should().NotBeEmpty();
    }

    [TestCase("suspended")]
    [TestCase("held")]
    [TestCase("frozen")]
    public async Task ABotThatIsToBeLeftAsItIs_RunsAgain(string how)
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = (await _fleet.OnlyContainerAsync("a")).Id;
        var hold = new Hold { By = "somebody", Since = _fleet.Clock.GetUtcNow() };
        if (how is "suspended") _fleet.Source.Put("a", spec => spec with { Suspend = true });
        if (how is "held") _fleet.Graph.Holds.Put(BotId.Parse("a"), hold);
        if (how is "frozen") _fleet.Graph.Holds.PutFreeze(hold);
        await _fleet.SettleAsync();

        await RebootAsync();
        await _fleet.SettleAsync();

        var container = await _fleet.OnlyContainerAsync("a");
        container.Id.Should().Be(before);
        container.State!.Pid.Should().BePositive();
    }

    [Test]
    public async Task WhatSomebodyStoppedBefore_StaysStopped()
    {
        _fleet.Source.Put("a", spec => spec with { Suspend = true });
        _fleet.Source.Put("b");
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _fleet.Source.Put("a", spec => spec with { Suspend = true });
        await _fleet.SettleAsync();
        await _fleet.Engine.Containers.StopAsync((await _fleet.OnlyContainerAsync("a")).Id, grace: null);
        _fleet.Clock.Advance(TimeSpan.FromHours(1));

        await RebootAsync();
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("b");
        (await _fleet.OnlyContainerAsync("a")).State!.Pid.Should().Be(0);
        Directory.Exists(_fleet.Data.AttemptSecrets(BotId.Parse("a"), 1)).Should().BeTrue("whoever starts it finds its files");
    }

    [Test]
    public async Task AStoppedBot_StaysStopped()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _fleet.Source.Put("a", spec => spec with { RunState = RunState.Stopped });
        await _fleet.SettleAsync();

        await RebootAsync();
        await _fleet.SettleAsync();

        (await _fleet.OnlyContainerAsync("a")).State!.Pid.Should().Be(0);
    }

    [Test]
    public async Task ASecretThatIsGoneByThen_IsTold()
    {
        _fleet.Source.Put("a", spec => spec with { Gateway = spec.Gateway with { Token = new SecretRef("gateway", "token") } });
        _fleet.Secrets = static _ => SecretAnswer.Of("a-gateway-token-of-many-characters");
        await _fleet.SettleAsync();
        _fleet.Secrets = static _ => SecretAnswer.None("It was looked for at /etc/botmaker/secrets.");

        await RebootAsync();
        await _fleet.SettleAsync();

        _fleet.Status("a").Find(Core.Status.ConditionType.SecretsReady)!.Message.Should().Contain("gateway/token");

        _fleet.Secrets = static _ => SecretAnswer.Of("a-gateway-token-of-many-characters");
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task SecretsOfABotThatNobodyKnows_AreRemoved()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var left = Directory.CreateDirectory(Path.Combine(_fleet.Data.RuntimeSecrets, "long-gone", "3")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "token"), "a value");

        await Fleet.RunAsync(() => _fleet.Graph.Restore.RunAsync(CancellationToken.None));

        Directory.Exists(Path.GetDirectoryName(left)).Should().BeFalse();
        Directory.Exists(_fleet.Data.AttemptSecrets(BotId.Parse("a"), 1)).Should().BeTrue();
    }

    private async Task RebootAsync()
    {
        _fleet.Engine.StopEngine();
        Directory.Delete(_fleet.Data.RuntimeSecrets, recursive: true);
        _fleet.Engine.StartEngine();
        _fleet.Start();
        await Fleet.RunAsync(() => _fleet.Graph.Restore.RunAsync(CancellationToken.None));
    }
}
