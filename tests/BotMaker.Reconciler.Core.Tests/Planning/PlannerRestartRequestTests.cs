using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>A restart that somebody asked for: once, and only for what runs since before.</summary>
[TestFixture]
public sealed class PlannerRestartRequestTests
{
    [Test]
    public void RunsSinceBefore_IsStoppedAndStarted()
    {
        var plan = Asked(Scene.Converged, afterSeconds: 1);

        Scene.Words(plan).Should().Equal("stop c1", "start c1");
        plan.Actions.Should().OnlyContain(action => action.Reason == ActionReason.RestartRequested);
    }

    [TestCase(0)]
    [TestCase(-5)]
    public void WasStartedSince_IsLeft(int afterSeconds) => Asked(Scene.Converged, afterSeconds).IsNoop.Should().BeTrue();

    [Test]
    public void EndedByItself_IsStartedWhateverItsPolicy([Values] RestartPolicyKind policy) =>
        Scene.Words(Asked(Scene.Converged.WithSpec(s => s with { Restart = new RestartSpec { Policy = policy } }).WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 0, Limits = DesiredLimits.Of(Scene.NewBot(s => s with { Restart = new RestartSpec { Policy = policy } }).Spec) }), 1))
            .Should().Equal("start c1");

    [Test]
    public void ChangeThatStartsItAnyway_IsEnough() =>
        Scene.Words(Asked(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Created, StartedAt = null }), 1)).Should().Equal("start c1");

    [Test]
    public void StoppedByItsManifest_StaysStopped() =>
        Asked(Scene.Converged.WithSpec(s => s with { RunState = RunState.Stopped }).WithContainer(c => c with { Phase = ContainerPhase.Exited }), 1).IsNoop.Should().BeTrue();

    private static BotPlan Asked(Scene scene, int afterSeconds) => Planner.Plan(scene.Input with { RestartRequestedAt = Scene.Now.AddSeconds(afterSeconds) });
}
