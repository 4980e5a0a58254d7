using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Core.Tests.Status;

/// <summary>What the messages tell people.</summary>
[TestFixture]
public sealed class ConditionMessageTests
{
    private static readonly Diagnostic Error = new(DiagnosticSeverity.Error, "BM2001", "bot.yaml", 3, 5, "spec.image", "Set reference.");
    private static readonly Diagnostic Warning = Error with { Severity = DiagnosticSeverity.Warning, Code = "BM3007", Path = "", Message = "A moving tag." };

    [Test]
    public void Errors_AreAllNamedWithTheirPlaces()
    {
        var valid = Of(Scene.Converged with { Presence = DesiredPresence.Held }, ConditionType.Valid, i => i with { Diagnostics = [Error, Warning, Error with { Line = 9 }] });

        valid.Should().BeEquivalentTo(new { Status = ConditionStatus.False, Reason = "BM2001" });
        valid!.Message.Should().Be("bot.yaml:3:5: error BM2001 spec.image: Set reference.\nbot.yaml:9:5: error BM2001 spec.image: Set reference.");
    }

    [Test]
    public void Warnings_DoNotMakeItInvalid()
    {
        var valid = Of(Scene.Converged, ConditionType.Valid, i => i with { Diagnostics = [Warning] });

        valid.Should().BeEquivalentTo(new { Status = ConditionStatus.True, Reason = "Warnings", Message = "bot.yaml:3:5: warning BM3007 A moving tag." });
    }

    [Test]
    public void NeverValidWithoutDiagnostics_SaysWhatIsKnown() =>
        Of(Scene.Empty with { Presence = DesiredPresence.Invalid, Bot = null }, ConditionType.Valid, i => i with { HoldMessage = "Two manifests claim this name." })!
            .Message.Should().Be("Two manifests claim this name.");

    [Test]
    public void Absent_IsNeitherValidNorInvalid() => Of(Scene.Converged with { Presence = DesiredPresence.Absent }, ConditionType.Valid).Should().BeNull();

    [Test]
    public void Held_SaysWhy()
    {
        var scene = Scene.Converged with { Presence = DesiredPresence.Held };

        Of(scene, ConditionType.Held, i => i with { HoldMessage = "bot.yaml cannot be parsed." }).Should().BeEquivalentTo(new { Status = ConditionStatus.True, Reason = "LastGoodSpec", Message = "bot.yaml cannot be parsed." });
        Of(scene, ConditionType.Held)!.Message.Should().Be("The last good spec stays in force.");
        Of(Scene.Converged.WithSpec(s => s with { Suspend = true }), ConditionType.Held)!.Reason.Should().Be("Suspended");
        Of(Scene.Converged, ConditionType.Held).Should().BeNull();
    }

    [Test]
    public void HeldChange_IsHeldAndDrifted()
    {
        var scene = Scene.Converged.WithSpec(s => s with { Env = ValueMap.Of(("TZ", "UTC")), Rollout = new RolloutSpec { MaxDisruption = ChangeClass.Live } });

        Of(scene, ConditionType.Held)!.Reason.Should().Be("MaxDisruption");
        Of(scene, ConditionType.Drifted).Should().BeEquivalentTo(new { Status = ConditionStatus.True, Message = "These wait for the next container: spec.env.TZ." });
    }

    [Test]
    public void PendingLabels_AreDrift() =>
        Of(Scene.Converged with { Bot = Scene.NewBot() with { Labels = ValueMap.Of(("team", "a")) } }, ConditionType.Drifted)!.Message.Should().Contain("metadata.labels.team");

    [Test]
    public void PendingDeletion_SaysWhatHoldsIt()
    {
        var scene = Scene.Converged with { Presence = DesiredPresence.Absent };

        Of(scene, ConditionType.PendingDeletion)!.Message.Should().Contain("being removed");
        Of(scene with { Source = new SourceState(Available: false, Synced: true, "The directory is not mounted.") }, ConditionType.PendingDeletion)!.Message.Should().Be("The directory is not mounted.");
        Of(scene with { Source = new SourceState(Available: false, Synced: true, "The directory is not mounted.") }, ConditionType.Ready)!.Message.Should().Be("The directory is not mounted.");
    }

    [TestCase(0, "1st")]
    [TestCase(1, "2nd")]
    [TestCase(2, "3rd")]
    [TestCase(3, "4th")]
    [TestCase(10, "11th")]
    [TestCase(11, "12th")]
    [TestCase(12, "13th")]
    [TestCase(20, "21st")]
    [TestCase(110, "111th")]
    public void Restarts_AreCounted(int restarts, string ordinal) =>
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 137, RestartCount = restarts + 1 }), ConditionType.Ready)!
            .Message.Should().Contain("exit code 137").And.EndWith($"for the {ordinal} time.");

    [Test]
    public void ExitForMemory_NamesTheField() =>
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 137, OomKilled = true }), ConditionType.Ready)!.Message.Should().Contain("spec.resources.memory");

    [Test]
    public void Exit_HasItsCode()
    {
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 3 }), ConditionType.Ready)!.Message.Should().Be("The container is exited (exit code 3).");
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = null }), ConditionType.Ready)!.Message.Should().Be("The container is exited.");
    }

    [Test]
    public void FailedStart_SaysWhy() =>
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Created, StartError = "port is already allocated" }), ConditionType.Ready)!
            .Message.Should().Be("The container is created: port is already allocated.");

    [Test]
    public void ProbeOutput_IsOneShortLine()
    {
        Health("not\n  ready\r\n").Should().Be("The gateway fails its health check: not ready.");
        Health(new string('x', 4096)).Should().HaveLength("The gateway fails its health check: ".Length + 300 + "….".Length);
        Health(" \n").Should().Be("The gateway fails its health check.");

        static string Health(string output) =>
            Of(Scene.Converged.WithContainer(c => c with { Health = ContainerHealthState.Unhealthy, HealthOutput = output }), ConditionType.Healthy)!.Message;
    }

    [TestCase(ContainerHealthState.Healthy, "True/ProbeSucceeded")]
    [TestCase(ContainerHealthState.Starting, "False/Starting")]
    [TestCase(ContainerHealthState.Unhealthy, "False/ProbeFailed")]
    [TestCase(ContainerHealthState.None, "Unknown/NoProbe")]
    public void Health_IsTheProbes(ContainerHealthState health, string expected) =>
        StatusReducerTests.Text(StatusReducerTests.Reduce(Scene.Converged.WithContainer(c => c with { Health = health })), ConditionType.Healthy).Should().Be(expected);

    [Test]
    public void Health_OfWhatDoesNotRun_IsNot() =>
        Of(Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, Health = ContainerHealthState.Healthy }), ConditionType.Healthy)!.Reason.Should().Be("NotRunning");

    [Test]
    public void ImageOfTheContainer_IsReady()
    {
        Of(Scene.Converged, ConditionType.ImageReady)!.Message.Should().Contain("sha256:1111");
        Of(Scene.Empty, ConditionType.ImageReady).Should().BeNull();
    }

    private static BotCondition? Of(Scene scene, ConditionType type, Func<BotIntent, BotIntent>? change = null)
    {
        var report = StatusReducerTests.Report(scene);
        return StatusReducer.Reduce(previous: null, change is null ? report : report with { Intent = change(report.Intent) }).Find(type);
    }
}
