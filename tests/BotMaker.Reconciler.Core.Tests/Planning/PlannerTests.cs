using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>A base that yields no action, one change of it, and the actions that follow.</summary>
[TestFixture]
public sealed class PlannerTests
{
    private static readonly string[] Nothing = [];

    private static readonly DesiredBot Old = Scene.NewBot(s => s with { Env = Model.Values.ValueMap.Of(("TZ", "UTC")) });

    public static IEnumerable<TestCaseData> Mutations()
    {
        // What is seen differs.
        yield return Case("NothingDiffers_NothingIsDone", s => s);
        yield return Case("ContainerMissing_IsMadeAnewWithTheNextNumber", s => s with { Containers = [] }, "ensure image", "create 2", "start new 2");
        yield return Case("NothingEverExisted_TheFirstIsMade", _ => Scene.Empty, "ensure image", "create 1", "start new 1");
        yield return Case("Renamed_IsRenamedBack", s => s.WithContainer(c => c with { Name = "mine" }), "rename c1 botmaker-support-bot-1");
        yield return Case("LimitsUpdatedByHand_AreSetBack", s => s.WithContainer(c => c with { Limits = c.Limits! with { MemoryBytes = 1 } }), "update c1");
        yield return Case("RestartPolicyUpdatedByHand_IsSetBack", s => s.WithContainer(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.Always } }), "update c1");
        yield return Case("LimitsNotInspected_NothingIsDone", s => s.WithContainer(c => c with { Limits = null }));
        yield return Case("AnotherImageOfTheSameReference_NeverRolls", s => s.WithContainer(c => c with { ImageId = "sha256:2222", Image = "sha256:1111" }));
        yield return Case("Unhealthy_IsNotThePlannersBusiness", s => s.WithContainer(c => c with { Health = ContainerHealthState.Unhealthy }));
        yield return Case("PausedRenamedAndUpdated_RunsBeforeItIsTrimmed",
            s => s.WithContainer(c => c with { Phase = ContainerPhase.Paused, Name = "mine", Limits = c.Limits! with { Pids = 1 } }), "unpause c1", "rename c1 botmaker-support-bot-1", "update c1");
        yield return Case("ExitedAndUpdated_RunsBeforeItIsTrimmed",
            s => s.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, Limits = c.Limits! with { Pids = 1 } }), "start c1", "update c1");
        yield return Case("RestartingAndUpdated_LimitsMayBeWhyItEnds",
            s => s.WithContainer(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 1, Name = "mine", Limits = c.Limits! with { Pids = 1 } }), "update c1");

        // A change that needs a new container.
        yield return Case("SpecChanged_OldRunsUntilTheNewOneIsAccepted", _ => Changed(), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("SpecChangedWhilePaused_OldIsStopped", _ => Changed(ContainerPhase.Paused), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("SpecChangedWhileRestarting_OldIsStopped", _ => Changed(ContainerPhase.Restarting), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("SpecChangedWhileUnknown_OldIsStopped", _ => Changed(ContainerPhase.Unknown), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("SpecChangedWhileExited_OldIsKept", _ => Changed(ContainerPhase.Exited), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("SpecChangedWhileCreated_OldIsRemoved", _ => Changed(ContainerPhase.Created), "ensure image", "create 2", "start new 2 after c1", "remove c1");
        yield return Case("SpecChangedWhileDead_OldIsRemovedByForce", _ => Changed(ContainerPhase.Dead), "ensure image", "create 2", "start new 2 after c1", "remove c1 by force");
        yield return Case("SpecChangedWhileRemoving_OldIsLeftToEnd", _ => Changed(ContainerPhase.Removing), "ensure image", "create 2", "start new 2 after c1");
        yield return Case("WithoutAHash_IsReplaced", s => s.WithContainer(c => c with { SpecHash = null }), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("MemoryLimitTakenAway_NeedsANewContainer",
            s => s.WithSpec(p => p with { Resources = p.Resources with { MemoryBytes = null } }), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("CpuLimitTakenAway_NeedsANewContainer",
            s => s.WithSpec(p => p with { Resources = p.Resources with { NanoCpus = null } }), "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("LimitTakenAwayAndNotInspected_TheRecordKnows",
            s => s.WithContainer(c => c with { Limits = null }).WithSpec(p => p with { Resources = p.Resources with { MemoryBytes = null } }),
            "check disk", "ensure image", "write Replacing 2", "create 2", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("LimitTakenAwayAlready_NothingIsDone", _ => Scene.Running(Scene.NewBot(p => p with { Resources = new ResourceSpec { MemoryBytes = null, NanoCpus = null } })));
        yield return Case("LimitTakenAwayAlreadyAndNotInspected_NothingIsDone",
            _ => Scene.Running(Scene.NewBot(p => p with { Resources = new ResourceSpec { MemoryBytes = null, NanoCpus = null } })).WithContainer(c => c with { Limits = null }));
        yield return Case("LimitAdded_IsSetInPlace",
            _ => Scene.Running(Scene.NewBot(p => p with { Resources = new ResourceSpec { MemoryBytes = null } })) with { Bot = Scene.NewBot() }, "update c1");

        // A roll that a crash left in the middle goes on to the same end, without a second create.
        yield return Case("NewCreatedOldRunning_GoesOn", _ => Rolling(ContainerPhase.Running, ContainerPhase.Created), "write Replacing 2", "update c1", "update c2", "stop c1", "write OnTrial 2", "start c2 after c1");
        yield return Case("NewCreatedOldExited_GoesOn", _ => Rolling(ContainerPhase.Exited, ContainerPhase.Created), "write Replacing 2", "update c1", "update c2", "write OnTrial 2", "start c2 after c1");
        yield return Case("NewCreatedOldUnknown_IsStoppedFirst", _ => Rolling(ContainerPhase.Unknown, ContainerPhase.Created), "write Replacing 2", "update c1", "update c2", "stop c1", "write OnTrial 2", "start c2 after c1");
        yield return Case("NewRunningOldExited_OldIsKept", _ => Rolling(ContainerPhase.Exited, ContainerPhase.Running), "remove c1");
        yield return Case("NewRunningOldRunning_OldIsStopped", _ => Rolling(ContainerPhase.Running, ContainerPhase.Running), "stop c1", "remove c1");
        yield return Case("NewPausedOldRunning_OldIsStoppedFirst", _ => Rolling(ContainerPhase.Running, ContainerPhase.Paused), "stop c1", "unpause c2", "remove c1");
        yield return Case("NewRunningOldRemoving_IsLeftToEnd", _ => Rolling(ContainerPhase.Removing, ContainerPhase.Running));
        yield return Case("NewRunningOldDead_IsRemovedByForce", _ => Rolling(ContainerPhase.Dead, ContainerPhase.Running), "remove c1 by force");
        yield return Case("NewDeadOldExited_AThirdIsMade", _ => Rolling(ContainerPhase.Exited, ContainerPhase.Dead), "check disk", "ensure image", "write Replacing 3", "create 3", "update c1", "write OnTrial 3", "start new 3 after c1,c2", "remove c2 by force");
        yield return Case("CreateNotAnswered_IsOursByItsNumber",
            _ => Rolling(ContainerPhase.Running, ContainerPhase.Created).WithRecorded(a => a with { ContainerId = null }), "write Replacing 2", "update c1", "update c2", "stop c1", "write OnTrial 2", "start c2 after c1");
        yield return Case("CreateNeverHappened_TheNextNumberIsTaken",
            s => s.With(s.Bot!, 2) with { Containers = [] }, "ensure image", "create 3", "start new 3");
        yield return Case("ChangedBackBeforeTheSwitch_TheNewOneGoes",
            _ => Rolling(ContainerPhase.Running, ContainerPhase.Created) with { Bot = Old }, "remove c2");

        // Several of the right spec.
        yield return Case("TwoOfTheRightSpecRun_TheOlderGoes", s => s.With(s.Bot!, 2), "stop c1", "remove c1");
        yield return Case("OlderTwinRuns_IsKept", s => s.With(s.Bot!, 2, ContainerPhase.Created), "remove c2");
        yield return Case("RunningTwinBeforeUnknownOne_IsKept", s => s.With(s.Bot!, 2, ContainerPhase.Unknown), "stop c2", "remove c2");
        yield return Case("TwoCreated_TheNewestStarts",
            s => Scene.Empty.With(s.Bot!, 1, ContainerPhase.Created).With(s.Bot!, 2, ContainerPhase.Created), "start c2 after c1", "remove c1");

        // Numbers and names.
        yield return Case("RecordBehindWhatIsSeen_NoNumberIsUsedTwice",
            _ => Changed() with { Record = Changed().Record with { LastAttempt = 0 } }, "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "write OnTrial 2", "start new 2 after c1");
        yield return Case("NextNameTaken_IsSkipped",
            _ => Changed().WithContainer(c => c with { Name = "botmaker-support-bot-2" }), "check disk", "ensure image", "write Replacing 3", "create 3", "update c1", "stop c1", "write OnTrial 3", "start new 3 after c1");
        yield return Case("NextNameHeldByAnotherInstance_IsSkipped",
            s => (s with { Containers = [] }).WithStranger(ContainerOwnership.OtherInstance).WithContainer(c => c with { Name = "botmaker-support-bot-2" }), "ensure image", "create 3", "start new 3");

        // A manifest that says: not now.
        yield return Case("Suspended_NothingIsTouched", _ => Changed().WithSpec(s => s with { Suspend = true }));
        yield return Case("NeverValid_NothingIsTouched", _ => Changed() with { Presence = DesiredPresence.Invalid, Bot = null });
        yield return Case("HeldWithoutASpec_NothingIsTouched", s => s with { Presence = DesiredPresence.Held, Bot = null });
        yield return Case("HeldWithASpec_IsHealed", _ => Scene.Empty with { Presence = DesiredPresence.Held }, "ensure image", "create 1", "start new 1");
        yield return Case("SourceUnavailable_IsHealedAllTheSame", _ => Scene.Empty with { Source = SourceState.NotScanned }, "ensure image", "create 1", "start new 1");
    }

    [TestCaseSource(nameof(Mutations))]
    public void Mutation_HasItsActions(Func<Scene, Scene> mutate, string[] actions) => mutate(Scene.Converged).Actions().Should().Equal(actions);

    [TestCase(ContainerPhase.Created, "start c1")]
    [TestCase(ContainerPhase.Running)]
    [TestCase(ContainerPhase.Paused, "unpause c1")]
    [TestCase(ContainerPhase.Restarting)]
    [TestCase(ContainerPhase.Exited, "start c1")]
    [TestCase(ContainerPhase.Unknown)]
    [TestCase(ContainerPhase.Dead, "ensure image", "create 2", "start new 2 after c1", "remove c1 by force")]
    [TestCase(ContainerPhase.Removing, "ensure image", "create 2", "start new 2 after c1")]
    public void CurrentContainer_IsMadeToRun(ContainerPhase phase, params string[] actions) => Scene.Empty.With(Scene.NewBot(), 1, phase).Actions().Should().Equal(actions);

    [TestCase(ContainerPhase.Created)]
    [TestCase(ContainerPhase.Running, "stop c1")]
    [TestCase(ContainerPhase.Paused, "stop c1")]
    [TestCase(ContainerPhase.Restarting, "stop c1")]
    [TestCase(ContainerPhase.Exited)]
    [TestCase(ContainerPhase.Unknown, "stop c1")]
    [TestCase(ContainerPhase.Dead, "remove c1 by force")]
    [TestCase(ContainerPhase.Removing)]
    public void StoppedBot_RunsNothingAndKeepsItsContainer(ContainerPhase phase, params string[] actions) =>
        Scene.Empty.With(Scene.NewBot(), 1, phase).WithSpec(s => s with { RunState = RunState.Stopped }).Actions().Should().Equal(actions);

    [TestCase(ContainerPhase.Created, "remove c1", "forget")]
    [TestCase(ContainerPhase.Running, "stop c1", "remove c1", "forget")]
    [TestCase(ContainerPhase.Paused, "stop c1", "remove c1", "forget")]
    [TestCase(ContainerPhase.Restarting, "stop c1", "remove c1", "forget")]
    [TestCase(ContainerPhase.Exited, "remove c1", "forget")]
    [TestCase(ContainerPhase.Unknown, "stop c1", "remove c1", "forget")]
    [TestCase(ContainerPhase.Dead, "remove c1 by force", "forget")]
    [TestCase(ContainerPhase.Removing)]
    public void AbsentBot_Goes(ContainerPhase phase, params string[] actions)
    {
        var plan = (Scene.Empty.With(Scene.NewBot(), 1, phase) with { Presence = DesiredPresence.Absent }).Plan();

        Scene.Words(plan).Should().Equal(actions);
        plan.IsDeletion.Should().BeTrue();
    }

    [Test]
    public void EveryPhase_OfABotThatMustNotBeTouched_IsLeftAlone([Values] ContainerPhase phase, [Values] bool stopped)
    {
        var scene = Scene.Empty.With(Old, 1, phase).WithSpec(s => s with { RunState = stopped ? RunState.Stopped : RunState.Running });

        scene.WithSpec(s => s with { Suspend = true }).Actions().Should().BeEmpty();
        (scene with { Presence = DesiredPresence.Invalid, Bot = null }).Actions().Should().BeEmpty();
        (scene with { Presence = DesiredPresence.Held, Bot = null }).Actions().Should().BeEmpty();
        (scene with { Presence = DesiredPresence.Absent, Source = new SourceState(Available: false, Synced: true, "unmounted") }).Actions().Should().BeEmpty();
    }

    [TestCase(ContainerPhase.Restarting, 5)]
    [TestCase(ContainerPhase.Unknown, 10)]
    [TestCase(ContainerPhase.Removing, 1)]
    public void SomethingUnderWay_IsLookedAtAgain(ContainerPhase phase, int seconds) =>
        Scene.Empty.With(Scene.NewBot(), 1, phase).Plan().LookAgainAfter.Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void RemovalUnderWayBesideTheRightOne_IsLookedAtAgain() => Rolling(ContainerPhase.Removing, ContainerPhase.Running).Plan().LookAgainAfter.Should().Be(TimeSpan.FromSeconds(1));

    [Test]
    public void NothingUnderWay_NeedsNoLook() => Scene.Converged.Plan().Should().Be(new BotPlan { Id = Scene.Id });

    [Test]
    public void StopOfAnUnknownState_SaysSo() =>
        Changed(ContainerPhase.Unknown).Plan().Actions.OfType<BotAction.StopContainer>().Single().Reason.Should().Be(ActionReason.StateUnknown);

    [Test]
    public void Stop_HasTheBotsGracePeriod() =>
        Scene.Converged.WithSpec(s => s with { RunState = RunState.Stopped, Termination = new TerminationSpec { GracePeriod = TimeSpan.FromMinutes(7) } })
            .Plan().Actions.OfType<BotAction.StopContainer>().Single().GracePeriod.Should().Be(TimeSpan.FromMinutes(7));

    [Test]
    public void Create_CarriesTheDesiredHash()
    {
        var create = Changed().Plan().Actions.OfType<BotAction.CreateContainer>().Single();

        create.SpecHash.Should().Be(SpecHasher.Hash(Scene.NewBot()).Value).And.NotBe(SpecHasher.Hash(Old).Value);
    }

    public static IEnumerable<TestCaseData> Reasons()
    {
        yield return new TestCaseData(Scene.Empty, ActionReason.ManifestAdded).SetName("FirstContainer_IsForANewManifest");
        yield return new TestCaseData(Scene.Converged with { Containers = [] }, ActionReason.ContainerMissing).SetName("LostContainer_IsMissing");
        yield return new TestCaseData(Scene.Empty.With(Scene.NewBot(), 1, ContainerPhase.Dead), ActionReason.ContainerBroken).SetName("DeadContainer_IsBroken");
        yield return new TestCaseData(Changed(), ActionReason.SpecChanged).SetName("AnotherSpec_IsAChange");
        yield return new TestCaseData(Scene.Converged.WithSpec(s => s with { Resources = s.Resources with { MemoryBytes = null } }), ActionReason.LimitsChanged).SetName("LimitTakenAway_IsAChangeOfLimits");
        yield return new TestCaseData(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited }), ActionReason.ContainerExited).SetName("EndedContainer_IsStartedAfterItsExit");
        yield return new TestCaseData(Scene.Empty.With(Scene.NewBot(), 1, ContainerPhase.Created), ActionReason.ManifestAdded).SetName("NeverStarted_IsForANewManifest");
        yield return new TestCaseData(Rolling(ContainerPhase.Exited, ContainerPhase.Created), ActionReason.SpecChanged).SetName("NeverStartedBesideAnOld_IsAChange");
        yield return new TestCaseData(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Paused }), ActionReason.ContainerPaused).SetName("Paused_IsUnpaused");
        yield return new TestCaseData(Scene.Converged.WithContainer(c => c with { Name = "x" }), ActionReason.ContainerRenamed).SetName("Renamed_IsRenamed");
        yield return new TestCaseData(Scene.Converged.WithContainer(c => c with { Limits = c.Limits! with { Pids = 1 } }), ActionReason.LimitsChanged).SetName("OtherLimits_AreUpdated");
        yield return new TestCaseData(Scene.Converged.WithSpec(s => s with { RunState = RunState.Stopped }), ActionReason.RunStateStopped).SetName("Stopped_IsStopped");
        yield return new TestCaseData(Scene.Converged with { Presence = DesiredPresence.Absent }, ActionReason.ManifestRemoved).SetName("Absent_IsRemoved");
        yield return new TestCaseData(Scene.Converged.With(Scene.NewBot(), 2), ActionReason.ReplacedByNewer).SetName("OlderTwin_IsReplaced");
    }

    [TestCaseSource(nameof(Reasons))]
    public void FirstAction_SaysWhy(Scene scene, ActionReason reason) => scene.Plan().Actions[0].Reason.Should().Be(reason);

    internal static Scene Changed(ContainerPhase phase = ContainerPhase.Running) => Scene.Empty.With(Old, 1, phase);

    internal static Scene Rolling(ContainerPhase old, ContainerPhase @new) => Scene.Empty.With(Old, 1, old).With(Scene.NewBot(), 2, @new);

    private static TestCaseData Case(string name, Func<Scene, Scene> mutate, params string[] actions) =>
        new TestCaseData(mutate, actions.Length == 0 ? Nothing : actions).SetName(name);
}
