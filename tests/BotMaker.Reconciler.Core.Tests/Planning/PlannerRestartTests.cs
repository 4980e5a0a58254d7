using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

[TestFixture]
public sealed class PlannerRestartTests
{
    private static readonly string[] Starts = ["start c1"];

    [Test]
    public void EndedBot_IsStartedWhereItsPolicySaysSo([Values] RestartPolicyKind policy, [Values] RestartOwner owner, [Values(0, 1, 137, 143)] int exitCode)
    {
        var expected = policy switch
        {
            RestartPolicyKind.Always => Starts,
            RestartPolicyKind.OnFailure when exitCode != 0 => Starts,
            _ => [],
        };

        Ended(policy, owner, exitCode).Actions().Should().Equal(expected);
    }

    [TestCase(0, 5, TestName = "EndedThisMoment_IsLeftAloneForFiveSeconds")]
    [TestCase(3, 2, TestName = "EndedAMomentAgo_IsLeftAloneForTheRest")]
    public void JustEnded_IsNotStartedYet(int secondsAgo, int secondsLeft)
    {
        var plan = JustEnded(TimeSpan.FromSeconds(secondsAgo)).Plan();

        plan.Actions.Should().BeEmpty("its engine may be ending, and a start that meets that leaves a container that cannot be started any more");
        plan.LookAgainAfter.Should().Be(TimeSpan.FromSeconds(secondsLeft));
    }

    [TestCase(5, TestName = "EndedFiveSecondsAgo_IsStarted")]
    [TestCase(-60, TestName = "EndedInTheFuture_IsStarted")]
    public void EndedLongAgoOrByAnotherClock_IsStarted(int secondsAgo) =>
        JustEnded(TimeSpan.FromSeconds(secondsAgo)).Actions().Should().Equal(Starts);

    [Test]
    public void EndedBeforeTheEngineCameBack_IsStartedAtOnce() =>
        Planner.Plan(JustEnded(TimeSpan.FromSeconds(2)).Input with { EngineBackAt = Scene.Now.AddSeconds(-1) }).Actions.Should().ContainSingle("it has been down and is here again");

    [Test]
    public void BotThatNeverRan_IsStartedUnderAnyPolicy([Values] RestartPolicyKind policy) =>
        (Scene.Empty with { Bot = Bot(policy) }).With(Bot(policy), 1, ContainerPhase.Created).Actions().Should().Equal(Starts);

    [Test]
    public void BotThatWeStopped_RunsAgainUnderAnyPolicy([Values] RestartPolicyKind policy, [Values(0, 78, 143)] int exitCode)
    {
        var plan = Ended(policy, RestartOwner.Engine, exitCode).WithRecorded(a => a with { StoppedByUs = true }).Plan();

        Scene.Words(plan).Should().Equal(Starts);
        plan.Actions[0].Reason.Should().Be(ActionReason.RunStateRunning);
        plan.Block.Should().BeNull();
    }

    [Test]
    public void ExitCode78_StallsAndTakesTheEnginesPolicyAway()
    {
        var plan = Ended(RestartPolicyKind.Always, RestartOwner.Engine, 78).Plan();

        Scene.Words(plan).Should().Equal("update c1");
        plan.Actions.OfType<BotAction.UpdateContainer>().Single().Limits
            .Should().Be(DesiredLimits.Of(Scene.NewBot().Spec) with { RestartPolicy = EngineRestartPolicy.No }, "nothing but the policy is changed");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Stalled);
        plan.Block.Message.Should().Contain("78").And.Contain("docker logs botmaker-support-bot-1");
    }

    [Test]
    public void ExitCode78WithoutAPolicy_OnlyStalls()
    {
        var plan = Ended(RestartPolicyKind.Always, RestartOwner.Engine, 78).WithContainer(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Block!.Kind.Should().Be(PlanBlockKind.Stalled);
    }

    [Test]
    public void ExitCode78WhileTheEngineIsAboutToRestart_IsStopped()
    {
        var plan = Ended(RestartPolicyKind.Always, RestartOwner.Engine, 78).WithContainer(c => c with { Phase = ContainerPhase.Restarting }).Plan();

        Scene.Words(plan).Should().Equal("update c1", "stop c1");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Stalled);
    }

    [Test]
    public void SpecChangedAfterExitCode78_TriesTheNewSpec([Values] ChangeClass cap) =>
        Ended(RestartPolicyKind.Always, RestartOwner.Engine, 78)
            .WithSpec(s => s with { Env = Model.Values.ValueMap.Of(("A", "b")), Rollout = s.Rollout with { MaxDisruption = cap } })
            .Actions().Should().Equal("check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "write OnTrial 2", "start new 2 after c1");

    [Test]
    public void RestartByTheEngine_IsLeftToTheEngine()
    {
        var plan = Scene.Empty.With(Scene.NewBot(), 1, ContainerPhase.Restarting).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Block.Should().BeNull();
        plan.LookAgainAfter.Should().NotBeNull("the engine says nothing when it gives up");
    }

    [TestCase(RestartPolicyKind.Always, RestartOwner.Engine, EngineRestartPolicy.UnlessStopped)]
    [TestCase(RestartPolicyKind.OnFailure, RestartOwner.Engine, EngineRestartPolicy.OnFailure)]
    [TestCase(RestartPolicyKind.Never, RestartOwner.Engine, EngineRestartPolicy.No)]
    [TestCase(RestartPolicyKind.Always, RestartOwner.Reconciler, EngineRestartPolicy.No)]
    [TestCase(RestartPolicyKind.OnFailure, RestartOwner.Reconciler, EngineRestartPolicy.No)]
    [TestCase(RestartPolicyKind.Never, RestartOwner.Reconciler, EngineRestartPolicy.No)]
    public void Policy_BecomesTheEngines(RestartPolicyKind policy, RestartOwner owner, EngineRestartPolicy expected) =>
        DesiredLimits.Of(Bot(policy, owner).Spec).RestartPolicy.Should().Be(expected);

    [Test]
    public void Limits_BecomeTheEngines()
    {
        var spec = Scene.NewBot().Spec with { Resources = new ResourceSpec { MemoryBytes = 5, NanoCpus = 6, Pids = 7 } };

        DesiredLimits.Of(spec).Should().Be(new ContainerLimits(5, 6, 7, EngineRestartPolicy.UnlessStopped));
        DesiredLimits.Of(spec with { Resources = new ResourceSpec { MemoryBytes = null, NanoCpus = null, Pids = 7 } }).Should().Be(new ContainerLimits(0, 0, 7, EngineRestartPolicy.UnlessStopped));
    }

    private static Scene Ended(RestartPolicyKind policy, RestartOwner owner, int exitCode) =>
        Scene.Empty.With(Bot(policy, owner), 1, ContainerPhase.Exited, c => c with { ExitCode = exitCode }) with { Bot = Bot(policy, owner) };

    private static DesiredBot Bot(RestartPolicyKind policy, RestartOwner owner = RestartOwner.Engine) =>
        Scene.NewBot(s => s with { Restart = new RestartSpec { Policy = policy, Owner = owner } });

    private static Scene JustEnded(TimeSpan ago) =>
        Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, FinishedAt = Scene.Now - ago });
}
