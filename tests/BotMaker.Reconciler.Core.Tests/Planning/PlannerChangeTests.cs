using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>What a plan says about the change that it applies, holds back or leaves for later.</summary>
[TestFixture]
public sealed class PlannerChangeTests
{
    private static readonly Func<BotSpec, BotSpec> NewEnv = s => s with { Env = ValueMap.Of(("TZ", "UTC")) };
    private static readonly Func<BotSpec, BotSpec> NewImage = s => s with { Image = s.Image with { Reference = "ghcr.io/openclaw/openclaw:2026.10.1" } };
    private static readonly Func<BotSpec, BotSpec> MoreMemory = s => s with { Resources = s.Resources with { MemoryBytes = 4L << 30 } };

    [Test]
    public void ChangedFields_AreTold()
    {
        var plan = Scene.Converged.WithSpec(s => NewImage(MoreMemory(s))).Plan();

        plan.Class.Should().Be(ChangeClass.Migrate);
        plan.Changes.Should().Equal(
            new FieldChange("spec.image.reference", "ghcr.io/openclaw/openclaw:2026.9.6", "ghcr.io/openclaw/openclaw:2026.10.1", ChangeClass.Migrate),
            new FieldChange("spec.resources.memory", "2147483648", "4294967296", ChangeClass.Update));
    }

    [Test]
    public void ChangedLimit_IsTold()
    {
        var plan = Scene.Converged.WithSpec(MoreMemory).Plan();

        Scene.Words(plan).Should().Equal("update c1");
        plan.Class.Should().Be(ChangeClass.Update);
        plan.Changes.Should().Equal(new FieldChange("spec.resources.memory", "2147483648", "4294967296", ChangeClass.Update));
        plan.Actions.OfType<BotAction.UpdateContainer>().Single().Limits.MemoryBytes.Should().Be(4L << 30);
    }

    [Test]
    public void LimitsChangedByHand_AreNoChangeOfTheManifest()
    {
        var plan = Scene.Converged.WithContainer(c => c with { Limits = c.Limits! with { MemoryBytes = 1 } }).Plan();

        plan.Class.Should().Be(ChangeClass.Update);
        plan.Changes.Should().BeEmpty();
    }

    [Test]
    public void LimitTakenAway_IsARecreate()
    {
        var plan = Scene.Converged.WithSpec(s => s with { Resources = s.Resources with { NanoCpus = null } }).Plan();

        plan.Class.Should().Be(ChangeClass.Recreate);
        plan.Changes.Should().Equal(new FieldChange("spec.resources.cpus", "2", null, ChangeClass.Recreate));
    }

    [Test]
    public void ChangedFieldsOfAnUnknownAttempt_AreNotGuessed()
    {
        var plan = Scene.Converged.WithRecorded(a => a with { Fields = default }).WithSpec(NewImage).Plan();

        Scene.Words(plan).Should().Contain("create 2");
        plan.Class.Should().Be(ChangeClass.Recreate);
        plan.Changes.Should().BeEmpty();
    }

    [Test]
    public void FirstContainer_ChangesNothing()
    {
        var plan = Scene.Empty.Plan();

        plan.Class.Should().Be(ChangeClass.None);
        plan.Changes.Should().BeEmpty();
    }

    [Test]
    public void ChangedLabels_WaitForTheNextContainer()
    {
        var scene = Scene.Converged with { Bot = Scene.NewBot() with { Labels = ValueMap.Of(("team", "support")) } };

        var plan = scene.Plan();
        plan.IsNoop.Should().BeTrue();
        plan.Pending.Should().Equal(new FieldChange("metadata.labels.team", null, "support", ChangeClass.None));

        var next = scene.WithSpec(NewEnv).Plan();
        next.Changes.Select(c => c.Path).Should().Equal("metadata.labels.team", "spec.env.TZ");
        next.Pending.Should().BeEmpty("the new container has them");
    }

    [Test]
    public void ChangedSpecOfAStoppedBot_WaitsUntilItRuns()
    {
        var stopped = Scene.Empty.With(Scene.NewBot(), 1, ContainerPhase.Exited).WithSpec(s => NewEnv(s) with { RunState = RunState.Stopped });

        var plan = stopped.Plan();
        plan.IsNoop.Should().BeTrue();
        plan.Pending.Select(c => c.Path).Should().Equal("spec.env.TZ");

        stopped.WithSpec(s => s with { RunState = RunState.Running }).Actions().Should().Equal("check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "write OnTrial 2", "start new 2 after c1");
    }

    [Test]
    public void StoppedBotWithSeveralContainers_KeepsTheOneThatIsWanted()
    {
        var old = Scene.NewBot(NewEnv);

        Scene.Empty.With(Scene.NewBot(), 1, ContainerPhase.Exited).With(old, 2, ContainerPhase.Created).WithSpec(s => s with { RunState = RunState.Stopped })
            .Actions().Should().Equal("remove c2");
        Scene.Empty.With(old, 1, ContainerPhase.Running).With(old, 2, ContainerPhase.Removing).WithSpec(s => s with { RunState = RunState.Stopped })
            .Plan().LookAgainAfter.Should().NotBeNull();
    }

    [Test]
    public void CappedChange_WaitsVisibly([Values(ChangeClass.None, ChangeClass.Live, ChangeClass.Update, ChangeClass.Restart)] ChangeClass cap)
    {
        var plan = Scene.Converged.WithSpec(s => Cap(NewEnv(s), cap)).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Class.Should().Be(ChangeClass.Recreate);
        plan.Changes.Select(c => c.Path).Should().Equal("spec.env.TZ");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Disruption);
        plan.Block.Message.Should().Contain("class recreate").And.Contain($"allows {cap.ToString().ToLowerInvariant()}");
    }

    [TestCase(ChangeClass.Recreate, false)]
    [TestCase(ChangeClass.Migrate, true)]
    public void ImageChange_NeedsTheHighestClass(ChangeClass cap, bool applies) =>
        Scene.Converged.WithSpec(s => Cap(NewImage(s), cap)).Actions().Should().HaveCount(applies ? 9 : 0);

    [Test]
    public void CappedChange_DoesNotHoldWhatIsAllowed()
    {
        var plan = Scene.Converged.WithSpec(s => Cap(MoreMemory(NewEnv(s)), ChangeClass.Update)).Plan();

        Scene.Words(plan).Should().Equal("update c1");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Disruption);
        plan.Class.Should().Be(ChangeClass.Recreate);
    }

    [TestCase(ContainerPhase.Exited, "start c1")]
    [TestCase(ContainerPhase.Paused, "unpause c1")]
    [TestCase(ContainerPhase.Restarting)]
    [TestCase(ContainerPhase.Unknown)]
    public void CappedChange_OldOneIsKeptUp(ContainerPhase phase, params string[] actions) =>
        Scene.Empty.With(Scene.NewBot(), 1, phase).WithSpec(s => Cap(NewEnv(s), ChangeClass.Live)).Actions().Should().Equal(actions);

    [TestCase(ContainerPhase.Created)]
    [TestCase(ContainerPhase.Dead)]
    public void CappedChange_OfABotThatNeverRan_Applies(ContainerPhase phase) =>
        Scene.Empty.With(Scene.NewBot(), 1, phase).WithSpec(s => Cap(NewEnv(s), ChangeClass.Live)).Actions().Should().Contain("create 2");

    [Test]
    public void CappedChange_OfALostBot_Applies() => (Scene.Converged with { Containers = [] }).WithSpec(s => Cap(NewEnv(s), ChangeClass.None)).Actions().Should().Contain("create 2");

    [Test]
    public void CappedLimitTakenAway_StaysInForce()
    {
        var plan = Scene.Converged.WithSpec(s => Cap(s with { Resources = s.Resources with { MemoryBytes = null, NanoCpus = null, Pids = 99 } }, ChangeClass.Update)).Plan();

        plan.Actions.OfType<BotAction.UpdateContainer>().Single().Limits
            .Should().Be(new ContainerLimits(2L << 30, 2_000_000_000, 99, EngineRestartPolicy.UnlessStopped));
        plan.Block!.Kind.Should().Be(PlanBlockKind.Disruption);
    }

    [TestCase(ChangeClass.None)]
    [TestCase(ChangeClass.Live)]
    public void CappedLimits_WaitVisibly(ChangeClass cap)
    {
        var plan = Scene.Converged.WithSpec(s => Cap(MoreMemory(s), cap)).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Class.Should().Be(ChangeClass.Update);
        plan.Changes.Select(c => c.Path).Should().Equal("spec.resources.memory");
        plan.Block!.Message.Should().Contain("class update");
    }

    [Test]
    public void HashOfAnotherVersion_NeverRecreatesAndIsTold()
    {
        var plan = Scene.Converged.WithContainer(c => c with { SpecHash = "v0-1234" }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Pending.Should().Equal(new FieldChange(Labels.SpecHash, "v0-1234", SpecHasher.Hash(Scene.NewBot()).Value, ChangeClass.None));
    }

    [Test]
    public void HashOfAnotherVersion_DoesNotHideAChange() =>
        Scene.Converged.WithContainer(c => c with { SpecHash = "v0-1234" }).WithSpec(NewImage).Actions().Should().Equal("check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "save 2", "write OnTrial 2", "start new 2 after c1");

    [Test]
    public void FieldThatOnlyOneVersionKnows_Waits()
    {
        var plan = Scene.Converged.WithContainer(c => c with { SpecHash = "v0-1234" })
            .WithRecorded(a => a with { Fields = a.Fields.Without("spec.logs.maxFiles").With("spec.logs.old", "1") }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Pending.Select(c => c.Path).Should().Equal("spec.logs.maxFiles", Labels.SpecHash);
    }

    [Test]
    public void HashOfAnotherVersionWithoutRecordedFields_IsLeftAsItIs() =>
        Scene.Converged.WithContainer(c => c with { SpecHash = "v0-1234" }).WithRecorded(a => a with { Fields = default }).WithSpec(NewImage).Plan().IsNoop.Should().BeTrue();

    [Test]
    public void LimitsOfAnAppliedUpdate_ReplaceTheRecordedOnes()
    {
        var bot = Scene.NewBot(s => NewEnv(MoreMemory(s) with { Resources = MoreMemory(s).Resources with { NanoCpus = null } }));

        var fields = SpecFields.WithLimitsOf(bot, SpecFields.Flatten(Scene.NewBot()));

        fields["spec.resources.memory"].Should().Be("4294967296");
        fields.ContainsKey("spec.resources.cpus").Should().BeFalse();
        fields.ContainsKey("spec.env.TZ").Should().BeFalse("that was not applied");
    }

    private static BotSpec Cap(BotSpec spec, ChangeClass cap) => spec with { Rollout = spec.Rollout with { MaxDisruption = cap } };
}
