using System.Net;
using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Errors;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Images, registries, ports, replies and engines fail. Bots converge all the same, never two of one, and never a stray container.</summary>
[TestFixture]
public sealed class FailureTests
{
    private static readonly string[] Operations =
    [
        "container_create", "container_start", "container_stop", "container_remove",
        "container_update", "container_rename", "container_unpause", "network_create",
        "container_list", "container_inspect", "image_inspect",
    ];

    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp() => _fleet = new Fleet();

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [TestCaseSource(nameof(Operations))]
    public async Task ReplyLost_OnceInAnyCall_ConvergesWithoutAStray(string operation)
    {
        await ThroughAllChangesAsync(() => _fleet.Engine.LoseReplyOf(operation));
    }

    [TestCaseSource(nameof(Operations))]
    public async Task ReplyLost_FourTimesInARow_ConvergesWithoutAStray(string operation)
    {
        await ThroughAllChangesAsync(() => _fleet.Engine.LoseReplyOf(operation, count: 4));
    }

    [TestCaseSource(nameof(Operations))]
    public async Task ServerError_FourTimesInARow_ConvergesWithoutAStray(string operation)
    {
        await ThroughAllChangesAsync(() => _fleet.Engine.FailNext(operation, count: 4));
    }

    [Test]
    public async Task ImageMissing_IsPulledAndSaid()
    {
        _fleet.Engine.SetPull("late:1", new SimulatedPull { Config = Fleet.Release() });
        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "late:1" } });

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        _fleet.Engine.Calls["image_pull"].Should().Be(1);
    }

    [Test]
    public async Task ImageThatCannotBePulled_IsSaidTriedAgainSeldomAndDisturbsNobody()
    {
        _fleet.Source.Put("bad", spec => spec with { Image = new ImageSpec { Reference = "no-such:1" } });
        _fleet.Source.Put("good");

        await _fleet.SettleAsync(TimeSpan.FromMinutes(30));

        await _fleet.ShouldRunAsync("good");
        _fleet.Condition("bad", ConditionType.ImageReady).Should().Be(ConditionStatus.False);
        (await _fleet.ContainersAsync("bad")).Should().BeEmpty();
        _fleet.Engine.Calls["image_pull"].Should().BeInRange(5, 20);
    }

    [Test]
    public async Task ImageThatCanBePulledLater_IsPulledThen()
    {
        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "late:1" } });
        await _fleet.SettleAsync(TimeSpan.FromMinutes(1));

        _fleet.Engine.SetPull("late:1", new SimulatedPull { Config = Fleet.Release() });
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task PullPolicyNever_WithoutTheImage_StallsInWords()
    {
        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "absent:1", PullPolicy = ImagePullPolicy.Never } });

        await _fleet.SettleAsync();

        _fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True);
        _fleet.Engine.Calls["image_pull"].Should().Be(0);
    }

    [Test]
    public async Task NewImageCannotBePulled_TheOldContainerRunsOn()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        var before = await _fleet.OnlyContainerAsync("a");

        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "no-such:1" } });
        await _fleet.SettleAsync(TimeSpan.FromMinutes(10));

        var after = await _fleet.OnlyContainerAsync("a");
        after.Id.Should().Be(before.Id);
        after.State!.Pid.Should().Be(before.State!.Pid);
    }

    [Test]
    public async Task SecretMissing_NothingIsCreatedAndTheConditionNamesIt()
    {
        _fleet.Secrets = static _ => SecretAnswer.None("not in the store");
        _fleet.Source.Put("a", spec => spec with
        {
            Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new SecretRef("anthropic", "api-key") })),
        });

        await _fleet.SettleAsync(TimeSpan.FromMinutes(1));

        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        _fleet.Condition("a", ConditionType.SecretsReady).Should().Be(ConditionStatus.False);
        _fleet.Status("a").Find(ConditionType.SecretsReady)!.Message.Should().Contain("anthropic/api-key");
    }

    [Test]
    public async Task PortTaken_IsSaidAndTriedAgainUntilItIsFree()
    {
        _fleet.Engine.OccupyPort(19101);
        _fleet.Source.Put("a", spec => spec with { Gateway = spec.Gateway with { Bind = GatewayBind.Lan, Publish = new PublishSpec("127.0.0.1", 19101) } });
        await _fleet.SettleAsync(TimeSpan.FromMinutes(2));
        _fleet.Status("a").Find(ConditionType.Ready)!.Reason.Should().Be("PortTaken");

        _fleet.Engine.VacatePort(19101);
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-1", "a start that failed can be repeated");
    }

    [Test]
    public async Task StartRefusedForGood_StallsAndIsTriedAfterTheManifestChanged()
    {
        var broken = true;
        await UseAsync(new InMemoryEngineOptions
        {
            Behaviour = _ => broken ? SimulatedProcess.Gateway with { StartFailure = StartFailure.EntrypointMissing("openclaw") } : SimulatedProcess.Gateway,
        });
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        _fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True);

        broken = false;
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("X", "1")) });
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
    }

    [Test]
    public async Task StartFailsForAPassingReason_IsRepeatedWithBackOff()
    {
        var failure = new StartFailure(HttpStatusCode.InternalServerError, "OCI runtime create failed: something odd", 128);
        var failing = true;
        await UseAsync(new InMemoryEngineOptions { Behaviour = _ => failing ? SimulatedProcess.Gateway with { StartFailure = failure } : SimulatedProcess.Gateway });
        _fleet.Source.Put("a");
        await _fleet.SettleAsync(TimeSpan.FromMinutes(1));
        _fleet.Condition("a", ConditionType.Ready).Should().Be(ConditionStatus.False);

        failing = false;
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
    }

    [TestCase("task 0: already exists")]
    [TestCase("id already in use")]
    [TestCase("network 4d3c2b1a not found")]
    public async Task ContainerThatAnEngineCrashLeftUnstartable_IsRemovedAndMadeAnew(string message)
    {
        var isMissing = message.StartsWith("network", StringComparison.Ordinal);
        _fleet.Engine.FailNext("container_start", new DockerEngineException(
            isMissing ? EngineErrorKind.NotFound : EngineErrorKind.ServerError,
            "container start",
            message,
            isMissing ? HttpStatusCode.NotFound : HttpStatusCode.InternalServerError));
        _fleet.Source.Put("a");

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-2");
    }

    [Test]
    public async Task EngineCrashesInTheMiddleOfAStart_NothingIsHeldAgainstTheBot()
    {
        await UseAsync(new InMemoryEngineOptions { StartDelay = TimeSpan.FromMilliseconds(300) });
        _fleet.Source.Put("a");
        _fleet.Graph.Controller.Enqueue(BotId.Parse("a"), Reconciler.Control.EnqueueCause.Manifest);
        _fleet.Graph.Queue.TryTake(out var item).Should().BeTrue();
        var pass = _fleet.Graph.Controller.ProcessAsync(item, CancellationToken.None);
        pass.IsCompleted.Should().BeFalse("the start takes its time");

        _fleet.Engine.CrashEngine();
        await Fleet.RunAsync(() => pass);

        _fleet.Graph.Availability.IsUp.Should().BeFalse();
        _fleet.Graph.Backoff.Failures(BotId.Parse("a")).Should().Be(0);
        _fleet.Graph.Queue.Contains(BotId.Parse("a")).Should().BeTrue();
        _fleet.Status("a").Find(ConditionType.Ready)!.Status.Should().Be(ConditionStatus.Unknown);
    }

    [Test]
    public async Task EngineRestarted_TheSameContainersRunAndNobodysBudgetIsSpent()
    {
        foreach (var id in new[] { "a", "b", "c" }) _fleet.Source.Put(id);
        await _fleet.SettleAsync();
        var before = await IdsAsync("a", "b", "c");

        _fleet.Engine.StopEngine();
        await _fleet.SettleAsync();
        _fleet.Graph.Availability.IsUp.Should().BeFalse();
        _fleet.Engine.StartEngine();
        await _fleet.RecoverAsync();

        foreach (var id in new[] { "a", "b", "c" })
        {
            await _fleet.ShouldRunAsync(id);
            _fleet.Graph.Backoff.Failures(BotId.Parse(id)).Should().Be(0);
        }

        (await IdsAsync("a", "b", "c")).Should().Equal(before);
    }

    [Test]
    public async Task EngineCrashed_BotsThatItLeavesStoppedAreStartedAgain()
    {
        foreach (var id in new[] { "a", "b" }) _fleet.Source.Put(id);
        await _fleet.SettleAsync();
        var before = await IdsAsync("a", "b");

        _fleet.Engine.CrashEngine();
        await _fleet.SettleAsync();
        _fleet.Engine.StartEngine();
        await _fleet.RecoverAsync();

        foreach (var id in new[] { "a", "b" }) await _fleet.ShouldRunAsync(id);
        (await IdsAsync("a", "b")).Should().Equal(before);
    }

    [Test]
    public async Task EngineIsAway_NoBotIsTriedAndStatusSaysSo()
    {
        for (var i = 0; i < 50; i++) _fleet.Source.Put($"bot-{i}");
        await _fleet.SettleAsync();
        _fleet.Engine.CrashEngine();
        var before = _fleet.Engine.Calls.Total;

        for (var i = 0; i < 10; i++)
        {
            _fleet.Clock.Advance(TimeSpan.FromSeconds(60));
            await _fleet.SettleAsync();
        }

        (_fleet.Engine.Calls.Total - before).Should().BeLessThan(60, "one list that fails, not bots times tries");
    }

    private async Task UseAsync(InMemoryEngineOptions options)
    {
        await _fleet.DisposeAsync();
        _fleet = new Fleet(options);
    }

    private async Task<IReadOnlyList<string>> IdsAsync(params string[] bots)
    {
        var ids = new List<string>();
        foreach (var bot in bots) ids.Add((await _fleet.OnlyContainerAsync(bot)).Id);
        return ids;
    }

    /// <summary>Create, new container, limits in place, rename and pause by hand, delete: the fault is placed before each.</summary>
    private async Task ThroughAllChangesAsync(Action placeFault)
    {
        placeFault();
        _fleet.Source.Put("a");
        await ConvergesAsync();

        placeFault();
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")) });
        await ConvergesAsync();
        (await _fleet.OnlyContainerAsync("a")).Config!.Env.Should().Contain("TZ=UTC");

        placeFault();
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", "UTC")), Resources = spec.Resources with { Pids = 77 } });
        await ConvergesAsync();
        (await _fleet.OnlyContainerAsync("a")).HostConfig!.PidsLimit.Should().Be(77);

        var id = (await _fleet.OnlyContainerAsync("a")).Id;
        await ByHandAsync(() => _fleet.Engine.Containers.RenameAsync(id, "stolen"), container => string.Equals(container.Name, "/stolen", StringComparison.Ordinal));
        await ByHandAsync(() => _fleet.Engine.Containers.PauseAsync(id), container => container.State!.Paused);
        placeFault();
        await ConvergesAsync();
        (await _fleet.OnlyContainerAsync("a")).Name.Should().StartWith("/botmaker-a-");

        placeFault();
        _fleet.Source.Remove("a");
        await SettleThroughOutagesAsync();
        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        _fleet.Records.KnownIds.Should().BeEmpty();
    }

    /// <summary>A person has patience too: faults that nobody met yet hit this call.</summary>
    private async Task ByHandAsync(Func<Task> act, Func<ContainerInspection, bool> done)
    {
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await act();
            }
            catch (DockerEngineException)
            {
                // Looked at below.
            }

            if (done(await _fleet.OnlyContainerAsync("a"))) return;
        }

        Assert.Fail("it could not be done by hand");
    }

    private async Task ConvergesAsync()
    {
        await SettleThroughOutagesAsync();
        await _fleet.ShouldRunAsync("a");
    }

    private async Task SettleThroughOutagesAsync()
    {
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 10 && !_fleet.Graph.Availability.IsUp; i++)
        {
            _fleet.Clock.Advance(TimeSpan.FromSeconds(2));
            await _fleet.RecoverAsync();
        }
    }
}
