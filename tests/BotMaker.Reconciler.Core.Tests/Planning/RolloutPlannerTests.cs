using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>A new container is proven, or the old one is gone back to.</summary>
[TestFixture]
public sealed class RolloutPlannerTests
{
    private static readonly Func<BotSpec, BotSpec> NewEnv = s => s with { Env = ValueMap.Of(("TZ", "UTC")) };
    private static readonly Func<BotSpec, BotSpec> NewImage = s => s with { Image = s.Image with { Reference = "ghcr.io/openclaw/openclaw:2026.10.1" } };
    private static readonly TimeSpan Deadline = new RolloutSpec().ProgressDeadline;
    private static readonly TimeSpan MinReady = new RolloutSpec().MinReady;

    [Test]
    public void FoundReady_ItIsWrittenDownSinceWhen()
    {
        var plan = OnTrial(ContainerHealthState.Healthy).Plan();

        Scene.Words(plan).Should().Equal("write OnTrial 2 ready");
        plan.Actions.OfType<BotAction.WriteRollout>().Single().Journal.ReadySince.Should().Be(Scene.Now);
    }

    [Test]
    public void ReadyForLongEnough_TheOldOneGoes()
    {
        var scene = OnTrial(ContainerHealthState.Healthy, j => j with { ReadySince = Scene.Now });

        (scene with { Clock = Scene.Now + MinReady - TimeSpan.FromSeconds(1) }).Plan().LookAgainAfter.Should().Be(TimeSpan.FromSeconds(1));
        (scene with { Clock = Scene.Now + MinReady }).Actions().Should().Equal("update c2", "remove c1", "end, proven");
    }

    [Test]
    public void WithoutMinReady_ReadyIsProven() =>
        OnTrial(ContainerHealthState.Healthy).WithSpec(s => s with { Rollout = s.Rollout with { MinReady = TimeSpan.Zero } }).Actions()
            .Should().Equal("update c2", "remove c1", "end, proven");

    [Test]
    public void ReadyBeforeItsLastStart_DoesNotCount() =>
        OnTrial(ContainerHealthState.Healthy, j => j with { ReadySince = Scene.Now - MinReady })
            .WithContainer(c => c with { StartedAt = Scene.Now - TimeSpan.FromSeconds(1) }).Actions().Should().Equal("write OnTrial 2 ready");

    [Test]
    public void StillStarting_HasUntilTheDeadline()
    {
        var scene = OnTrial(ContainerHealthState.Starting);

        var plan = (scene with { Clock = Scene.Now + TimeSpan.FromMinutes(1) }).Plan();
        plan.IsNoop.Should().BeTrue();
        plan.LookAgainAfter.Should().Be(TimeSpan.FromSeconds(10), "becoming ready must not rest on an event");
        (scene with { Clock = Scene.Now + Deadline - TimeSpan.FromSeconds(3) }).Plan().LookAgainAfter.Should().Be(TimeSpan.FromSeconds(3));
        (scene with { Clock = Scene.Now + Deadline }).Actions().Should().Equal(
            "give up c2: NotReadyInTime", "stop c2", "remove c2", "update c1", "write RolledBack 2", "start c1");
    }

    [Test]
    public void TimeThatNobodyWatched_IsNotCounted() =>
        (OnTrial(ContainerHealthState.Starting) with { Clock = Scene.Now + Deadline, WatchedSince = Scene.Now + TimeSpan.FromSeconds(4) }).Plan().LookAgainAfter
            .Should().Be(TimeSpan.FromSeconds(4));

    [Test]
    public void Unhealthy_IsGivenUpAtOnce() => OnTrial(ContainerHealthState.Unhealthy).Actions()[0].Should().Be("give up c2: Unhealthy");

    [TestCase(1L, "Exited")]
    [TestCase(78L, "Exited")]
    [TestCase(143L, "Exited")]
    public void Ended_IsGivenUp(long code, string reason) => Ended(code).Actions()[0].Should().Be($"give up c2: {reason}");

    [Test]
    public void EndedForMemory_SaysSo() => Ended(137).WithContainer(c => c.Attempt == 2 ? c with { OomKilled = true } : c).Actions()[0].Should().Be("give up c2: OutOfMemory");

    [Test]
    public void EndedThisMoment_MayBeTheEnginesEnd() =>
        (Ended(1) with { Clock = Scene.Now + TimeSpan.FromSeconds(2) }).Plan().LookAgainAfter.Should().Be(TimeSpan.FromSeconds(3));

    [Test]
    public void EndedWhileNobodyWatched_IsStartedAgain() =>
        (Ended(137) with { WatchedSince = Scene.Now + TimeSpan.FromSeconds(1) }).Actions().Should().Equal("write OnTrial 2", "start c2 after c1");

    [Test]
    public void RestartThatTheBotAskedFor_IsGivenUntilTheDeadline()
    {
        Ended(0).Actions().Should().Equal("start c2 after c1");
        (Ended(0) with { Clock = Scene.Now + Deadline }).Actions()[0].Should().Be("give up c2: NotReadyInTime");
    }

    [Test]
    public void RefusedStart_IsTriedForAMomentThenGivenUp()
    {
        var scene = OnTrial(ContainerHealthState.None).WithContainer(c => c.Attempt == 2 ? c with { Phase = ContainerPhase.Created, StartError = "no such file" } : c);

        scene.Actions().Should().Equal("start c2 after c1");
        (scene with { Clock = Scene.Now + TimeSpan.FromSeconds(10) }).Actions()[0].Should().Be("give up c2: StartFailed");
    }

    [Test]
    public void FailedMigration_PutsTheStateBackBeforeTheOldOneStarts() =>
        Migrating(ContainerHealthState.Unhealthy).Actions().Should().Equal(
            "give up c2: Unhealthy", "stop c2", "remove c2", "restore 2", "update c1", "write RolledBack 2", "start c1");

    [Test]
    public void FailedWithoutRollback_IsLeftAndAPersonIsCalled()
    {
        var plan = OnTrial(ContainerHealthState.Unhealthy).WithSpec(s => s with { Rollout = s.Rollout with { Rollback = false } }).Plan();

        Scene.Words(plan).Should().Equal("give up c2: Unhealthy");
        plan.Actions.OfType<BotAction.GiveUpRollout>().Single().Journal.Phase.Should().Be(RolloutPhase.LeftFailed);
        plan.Block!.Kind.Should().Be(PlanBlockKind.Stalled);
        plan.Block.Message.Should().Contain("spec.rollout.rollback is false");
    }

    [Test]
    public void LeftFailed_IsTriedAgainWhenTheSpecChanges()
    {
        var left = OnTrial(ContainerHealthState.Unhealthy, j => j with { Phase = RolloutPhase.LeftFailed });

        left.Actions().Should().BeEmpty();
        left.WithSpec(s => s with { Env = ValueMap.Of(("TZ", "CET")) }).Actions().Should().Equal(
            "check disk", "ensure image", "write Replacing 3", "create 3", "stop c2", "write OnTrial 3", "start new 3 after c1,c2", "remove c2");
    }

    [Test]
    public void RolledBack_IsNotTriedAgainUntilSomethingChanges()
    {
        var scene = RolledBack(j => j with { IsOldProven = true });

        var plan = scene.Plan();
        plan.IsNoop.Should().BeTrue();
        plan.Block!.Kind.Should().Be(PlanBlockKind.RolledBack);
        scene.WithSpec(s => s with { Model = new ModelSpec("anthropic/claude", []) }).Actions().Should().Contain("create 3", "files are part of what failed");
        scene.WithSpec(s => s with { Rollout = s.Rollout with { ProgressDeadline = TimeSpan.FromHours(1) } }).Actions().Should().Contain("create 3", "so is the time that it had");
        scene.WithSpec(s => s with { Priority = 7 }).Actions().Should().BeEmpty();
        (scene with { Files = new DesiredFiles { SecretDigest = "b" }, Rollout = scene.Rollout! with { SecretDigest = "a" } }).Actions().Should().Contain("create 3");
        (scene with { Files = new DesiredFiles { SecretDigest = "a" }, Rollout = scene.Rollout! with { SecretDigest = "a" } }).Actions().Should().BeEmpty();
    }

    [Test]
    public void RolledBackAndPutRightInTheManifest_IsAnOrdinaryBot() =>
        (RolledBack() with { Bot = Scene.NewBot() }).Actions().Should().Equal("end");

    [Test]
    public void RolledBackAndProven_IsHealedLikeAnyBot() =>
        RolledBack(j => j with { IsOldProven = true, Since = Scene.Now - TimeSpan.FromHours(1) })
            .WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, FinishedAt = Scene.Now - TimeSpan.FromMinutes(1) })
            .Actions().Should().Equal("start c1");

    [TestCase(ContainerPhase.Exited)]
    [TestCase(ContainerPhase.Restarting)]
    public void OldOneFailingAsWell_IsForAPerson(ContainerPhase phase)
    {
        var plan = RolledBack(j => j with { Since = Scene.Now - TimeSpan.FromMinutes(2) })
            .WithContainer(c => c with { Phase = phase, ExitCode = 1, StartedAt = Scene.Now - TimeSpan.FromMinutes(2), FinishedAt = Scene.Now - TimeSpan.FromMinutes(1) }).Plan();

        plan.IsNoop.Should().BeTrue("it is a stall, not a loop");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Stalled);
    }

    [Test]
    public void RolledBackButNeverStarted_IsStartedUnderAnyPolicy([Values] RestartPolicyKind policy)
    {
        var scene = RolledBack(j => j with { Since = Scene.Now + TimeSpan.FromSeconds(1) })
            .WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 143, FinishedAt = Scene.Now })
            .WithSpec(s => s with { Restart = new RestartSpec { Policy = policy } });

        (scene with { Rollout = scene.Rollout! with { Revision = RevisionKey.Of(scene.Bot!) } }).Actions().Should().Equal("start c1");
    }

    [Test]
    public void LimitsOfTheFailedRevision_AreNotForTheOldOne()
    {
        var scene = RolledBack(j => j with { IsOldProven = true });
        var greedy = scene.WithSpec(s => s with { Resources = s.Resources with { MemoryBytes = 64L << 20 } });
        greedy = greedy with { Rollout = greedy.Rollout! with { Revision = RevisionKey.Of(greedy.Bot!) } };

        greedy.Actions().Should().BeEmpty();
    }

    [Test]
    public void ManifestPutBackDuringTheTrial_GoesBackWithoutAFailure() =>
        (Migrating(ContainerHealthState.Starting) with { Bot = Scene.NewBot() }).Actions().Should().Equal(
            "write RollingBack 2", "stop c2", "remove c2", "restore 2", "update c1", "write RollingBack 2", "start c1", "end");

    [Test]
    public void ThirdSpecDuringTheTrial_TakesThePlaceOfTheSecondAndTheOldOneStays() =>
        OnTrial(ContainerHealthState.Starting).WithSpec(s => s with { Env = ValueMap.Of(("TZ", "CET")) }).Actions().Should().Equal(
            "check disk", "ensure image", "write Replacing 3", "create 3", "stop c2", "write OnTrial 3", "start new 3 after c1,c2", "remove c2");

    [Test]
    public void ThirdSpecAfterAMigration_StartsOnTheStateBeforeIt()
    {
        var plan = Migrating(ContainerHealthState.Starting).WithSpec(NewEnv).Plan();

        Scene.Words(plan).Should().Equal(
            "check disk", "ensure image", "write Replacing 3", "create 3", "stop c2", "restore 2", "write OnTrial 3", "start new 3 after c1,c2", "remove c2");
        plan.Actions.OfType<BotAction.WriteRollout>().Last().Journal.Snapshot.Should().Be(2, "a failure goes back to the same state");
    }

    [Test]
    public void NewOneGone_IsMadeAnewAndTheOldOneStays() =>
        (OnTrial(ContainerHealthState.Healthy) is var scene ? scene with { Containers = [scene.Containers[0]] } : scene).Actions().Should().Equal(
            "check disk", "ensure image", "write Replacing 3", "create 3", "write OnTrial 3", "start new 3 after c1");

    [Test]
    public void OldOneGone_TheNewOneIsAllThereIs() =>
        (OnTrial(ContainerHealthState.Starting) is var scene ? scene with { Containers = [scene.Containers[1]] } : scene).Actions().Should().Equal("end", "update c2");

    [Test]
    public void StoppedInTheMiddle_KeepsBoth() =>
        OnTrial(ContainerHealthState.Healthy).WithSpec(s => s with { RunState = RunState.Stopped }).Actions().Should().Equal("stop c2");

    [Test]
    public void Interrupted_GoesOnWhereItWas() =>
        (OnTrial(ContainerHealthState.None, j => j with { Phase = RolloutPhase.Replacing, Class = ChangeClass.Migrate })
            .WithContainer(c => c.Attempt == 2 ? c with { Phase = ContainerPhase.Created } : c with { Phase = ContainerPhase.Running })).Actions().Should().Equal(
            "stop c1", "save 2", "write OnTrial 2", "start c2 after c1");

    [Test]
    public void OnTrial_IsReadyAndSaysSo()
    {
        var scene = OnTrial(ContainerHealthState.Healthy, j => j with { ReadySince = Scene.Now });
        var status = StatusReducer.Reduce(null, new ReconcileReport { Intent = scene.Intent, Source = scene.Source, Observed = scene.Observed, Plan = scene.Plan(), Now = Scene.Now });

        status.Find(ConditionType.Ready)!.Should().Match<BotCondition>(c => c.Status == ConditionStatus.True && c.Reason == "OnTrial");
    }

    [Test]
    public void RolledBack_ReadyFollowsTheOldOneAndTheConditionSaysWhy()
    {
        var scene = RolledBack(j => j with { IsOldProven = true });
        var status = StatusReducer.Reduce(null, new ReconcileReport { Intent = scene.Intent, Source = scene.Source, Observed = scene.Observed, Plan = scene.Plan(), Now = Scene.Now });

        status.Is(ConditionType.Ready).Should().BeTrue();
        status.Is(ConditionType.Stalled).Should().BeFalse();
        status.Find(ConditionType.RolledBack)!.Status.Should().Be(ConditionStatus.True);
        status.Find(ConditionType.RolledBack)!.Message.Should().Contain("it broke").And.Contain("boom");
    }

    /// <summary>c1 stands stopped, c2 of a new environment has been started.</summary>
    private static Scene OnTrial(ContainerHealthState health, Func<RolloutRecord, RolloutRecord>? change = null) => Trial(NewEnv, ChangeClass.Recreate, health, change);

    private static Scene Migrating(ContainerHealthState health) => Trial(NewImage, ChangeClass.Migrate, health, j => j with { Snapshot = 2 });

    private static Scene Ended(long code) => (OnTrial(ContainerHealthState.None) with { Clock = Scene.Now + TimeSpan.FromSeconds(5) }).WithContainer(
        c => c.Attempt == 2 ? c with { Phase = ContainerPhase.Exited, ExitCode = code, FinishedAt = Scene.Now } : c);

    private static Scene RolledBack(Func<RolloutRecord, RolloutRecord>? change = null)
    {
        var trial = OnTrial(ContainerHealthState.None);
        var journal = trial.Rollout! with { Phase = RolloutPhase.RolledBack, Failure = new RolloutFailure("Exited", "it broke", "boom") };
        return trial with
        {
            Containers = [trial.Containers[0] with { Phase = ContainerPhase.Running, Health = ContainerHealthState.Healthy, Limits = DesiredLimits.Of(Scene.NewBot().Spec) }],
            Rollout = change is null ? journal : change(journal),
        };
    }

    private static Scene Trial(Func<BotSpec, BotSpec> newSpec, ChangeClass @class, ContainerHealthState health, Func<RolloutRecord, RolloutRecord>? change)
    {
        var bot = Scene.NewBot(newSpec);
        var scene = (Scene.Empty with { Bot = bot })
            .With(Scene.NewBot(), 1, ContainerPhase.Exited, PolicyOff)
            .With(bot, 2, ContainerPhase.Running, c => PolicyOff(c) with { Health = health });
        var journal = new RolloutRecord
        {
            Phase = RolloutPhase.OnTrial,
            Attempt = 2,
            SpecHash = SpecHasher.Hash(bot).Value,
            Revision = RevisionKey.Of(bot),
            OldAttempt = 1,
            OldContainerId = "c1",
            Class = @class,
            Since = Scene.Now,
        };
        return scene with { Rollout = change is null ? journal : change(journal) };
    }

    private static ObservedContainer PolicyOff(ObservedContainer container) => container with { Limits = container.Limits! with { RestartPolicy = EngineRestartPolicy.No } };
}
