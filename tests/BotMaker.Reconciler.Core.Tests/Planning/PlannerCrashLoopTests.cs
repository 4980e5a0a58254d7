using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>In a crash loop the engine restarts the container no more, and we do it more and more slowly.</summary>
[TestFixture]
public sealed class PlannerCrashLoopTests
{
    private static readonly RestartHistory Loop = new() { ContainerId = "c1", Generation = 1, BackOffs = 1, LastCrash = new(Scene.Now.AddSeconds(-4), 1, OomKilled: false), PolicyWithdrawn = true };

    [Test]
    public void EngineIsAboutToRestartIt_IsStoppedAndThePolicyGoes()
    {
        var plan = InLoop(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 1, FinishedAt = Scene.Now }).Plan();

        Scene.Words(plan).Should().Equal("update c1", "stop c1");
        plan.Actions.Should().OnlyContain(action => action.Reason == ActionReason.CrashLoopBackOff);
        plan.Actions.OfType<BotAction.UpdateContainer>().Single().Limits.RestartPolicy.Should().Be(EngineRestartPolicy.No);
        plan.LookAgainAfter.Should().Be(TimeSpan.FromSeconds(6));
    }

    [Test]
    public void BetweenTwoStarts_ItWaits()
    {
        var plan = InLoop(Ended).Plan();

        plan.Actions.Should().BeEmpty();
        plan.LookAgainAfter.Should().Be(TimeSpan.FromSeconds(6));
    }

    [Test]
    public void AfterTheWait_ItIsStarted()
    {
        var plan = (InLoop(Ended) with { Restarts = Loop with { LastCrash = new(Scene.Now.AddSeconds(-10), 1, OomKilled: false) } }).Plan();

        Scene.Words(plan).Should().Equal("start c1");
        plan.Actions[0].Reason.Should().Be(ActionReason.ContainerEnded);
    }

    [Test]
    public void RunningAgain_ThePolicyStaysAwayUntilItIsOver()
    {
        var plan = (InLoop(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }) with { Restarts = Loop with { HealthySince = Scene.Now } }).Plan();

        plan.Actions.Should().BeEmpty();
        plan.LookAgainAfter.Should().BeNull();
        plan.RevisitAt.Should().Be(Scene.Now.AddMinutes(10));
    }

    [Test]
    public void SeenOnlyWhenItRan_ThePolicyGoesAllTheSame() => InLoop(c => c).Actions().Should().Equal("update c1");

    [Test]
    public void Over_TheEngineGetsItsRestartsBack([Values(ChangeClass.None, ChangeClass.Migrate)] ChangeClass cap)
    {
        var plan = (InLoop(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }) with { Restarts = RestartLedger.Forgive(Loop) })
            .WithSpec(s => s with { Rollout = s.Rollout with { MaxDisruption = cap } }).Plan();

        Scene.Words(plan).Should().Equal("update c1");
        plan.Actions[0].Reason.Should().Be(ActionReason.CrashLoopOver, "it is neither drift nor a change of the manifest");
        plan.Block.Should().BeNull();
        plan.Actions.OfType<BotAction.UpdateContainer>().Single().Limits.RestartPolicy.Should().Be(EngineRestartPolicy.UnlessStopped);
    }

    [Test]
    public void AnotherContainersLoop_IsNotThisOnes() =>
        (InLoop(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 1 }) with { Restarts = Loop with { ContainerId = "another" } }).Actions().Should().BeEmpty();

    [Test]
    public void NeverRestarted_HasNoLoop() =>
        InLoop(Ended).WithSpec(s => s with { Restart = new RestartSpec { Policy = RestartPolicyKind.Never } }).Plan().LookAgainAfter.Should().BeNull();

    [Test]
    public void ExitCode78_IsStillForAPerson() => InLoop(c => Ended(c) with { ExitCode = 78 }).Plan().Block!.Kind.Should().Be(PlanBlockKind.Stalled);

    [Test]
    public void AppliedPlan_LeavesNothingToDo([Values] ContainerPhase phase)
    {
        var scene = InLoop(c => c with { Phase = phase, ExitCode = 1, FinishedAt = Scene.Now });
        var engine = new ModelEngine(scene);
        engine.Apply(scene.Plan());

        engine.Now.Plan().Actions.Should().BeEmpty();
        engine.Violations.Should().BeEmpty();
    }

    private static ObservedContainer Ended(ObservedContainer container) =>
        container with { Phase = ContainerPhase.Exited, ExitCode = 1, FinishedAt = Scene.Now.AddSeconds(-10), Limits = container.Limits! with { RestartPolicy = EngineRestartPolicy.No } };

    private static Scene InLoop(Func<ObservedContainer, ObservedContainer> change) => Scene.Converged.WithContainer(change) with { Restarts = Loop };
}
