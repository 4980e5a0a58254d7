using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>What a plan puts right, both values side by side.</summary>
[TestFixture]
public sealed class HealedDifferenceTests
{
    public static IEnumerable<TestCaseData> Differences()
    {
        yield return Case("Stopped", s => s.WithContainer(c => c with { Phase = ContainerPhase.Exited }), "state: wanted running, found exited");
        yield return Case("Paused", s => s.WithContainer(c => c with { Phase = ContainerPhase.Paused }), "state: wanted running, found paused");
        yield return Case("Renamed", s => s.WithContainer(c => c with { Name = "stolen" }), "name: wanted botmaker-support-bot-1, found stolen");
        yield return Case("Updated",
            s => s.WithContainer(c => c with { Limits = c.Limits! with { Pids = 9, RestartPolicy = EngineRestartPolicy.Always } }),
            "pids: wanted 512, found 9; restart policy: wanted UnlessStopped, found Always");
        yield return Case("Removed", s => s with { Containers = [] }, "container: wanted one, found none");
        yield return Case("Dead", s => s.WithContainer(c => c with { Phase = ContainerPhase.Dead }), "container: wanted one that can be started, found one that is dead");
        yield return Case("StartedAgainstTheManifest", s => s.WithSpec(p => p with { RunState = RunState.Stopped }), "state: wanted stopped, found running");
        yield return Case("SpecChanged", s => s.WithSpec(p => p with { Env = ValueMap.Of(("TZ", "UTC")) }), "spec.env.TZ: wanted UTC, found none");
    }

    [TestCaseSource(nameof(Differences))]
    public void Difference_IsSaidWithBothValues(Func<Scene, Scene> change, string expected) => Of(change(Scene.Converged))!.ToString().Should().Be(expected);

    [Test]
    public void NewBot_PutsNothingRight() => Of(Scene.Empty).Should().BeNull();

    [Test]
    public void EndByItself_IsNobodysDoing() =>
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } })
            .WithSpec(s => s with { Restart = new RestartSpec { Owner = RestartOwner.Reconciler } })).Should().BeNull();

    [Test]
    public void SameDifference_IsEqual() =>
        Of(Scene.Converged.WithContainer(c => c with { Name = "stolen" })).Should().Be(Of(Scene.Converged.WithContainer(c => c with { Name = "stolen", ExitCode = 3 })));

    private static HealedDifference? Of(Scene scene) => HealedDifference.Of(scene.Plan(), scene.Intent, scene.Observed);

    private static TestCaseData Case(string name, Func<Scene, Scene> change, string expected) => new TestCaseData(change, expected).SetName($"{name}_IsSaidWithBothValues");
}
