using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Core.Tests.Status;

/// <summary>A healthy, converged bot, one change of it, and what people see then.</summary>
[TestFixture]
public sealed class StatusReducerTests
{
    private static readonly Func<BotSpec, BotSpec> NewEnv = s => s with { Env = ValueMap.Of(("TZ", "UTC")) };

    private static readonly RestartHistory Loop = new() { ContainerId = "c1", Generation = 1, Total = 6, BackOffs = 2, LastCrash = new(Scene.Now, 1, OomKilled: false), PolicyWithdrawn = true };

    private static readonly Hold SomeHold = new() { By = "alice (uid 1000)", Since = Scene.Now, Until = Scene.Now.AddMinutes(30), Reason = "debugging" };

    public static IEnumerable<TestCaseData> Situations()
    {
        yield return Case("Converged", s => s, BotPhase.Running, "True/Converged");
        yield return Case("Starting", s => s.WithContainer(c => c with { Health = ContainerHealthState.Starting }), BotPhase.Starting, "False/Starting", reconciling: true);
        yield return Case("Unhealthy", s => s.WithContainer(c => c with { Health = ContainerHealthState.Unhealthy }), BotPhase.Degraded, "False/Unhealthy", reconciling: true);
        yield return Case("WithoutProbe", s => s.WithContainer(c => c with { Health = ContainerHealthState.None }), BotPhase.Running, "True/Converged");
        yield return Case("NoContainer", _ => Scene.Empty, BotPhase.Pending, "False/ContainerMissing", reconciling: true);
        yield return Case("NotStarted", s => s.WithContainer(c => c with { Phase = ContainerPhase.Created }), BotPhase.Pending, "False/NotRunning", reconciling: true);
        yield return Case("Paused", s => s.WithContainer(c => c with { Phase = ContainerPhase.Paused }), BotPhase.Degraded, "False/NotRunning", reconciling: true);
        yield return Case("UnknownState", s => s.WithContainer(c => c with { Phase = ContainerPhase.Unknown }), BotPhase.Degraded, "False/NotRunning", reconciling: true);
        yield return Case("Ended", s => s.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1 }), BotPhase.Pending, "False/NotRunning", reconciling: true);
        yield return Case("RestartedOnce", s => s.WithContainer(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 0 }), BotPhase.Starting, "False/Restarting", reconciling: true);
        yield return Case("RestartedOften", s => s.WithContainer(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 1, RestartCount = 6 }), BotPhase.Starting, "False/Restarting", reconciling: true);
        yield return Case("CrashLoopBetweenTwoStarts", s => s.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 1, FinishedAt = Scene.Now }) with { Restarts = Loop }, BotPhase.CrashLoop, "False/CrashLoopBackOff", reconciling: true);
        yield return Case("CrashLoopStarting", s => s.WithContainer(c => c with { Health = ContainerHealthState.Starting, Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }) with { Restarts = Loop }, BotPhase.CrashLoop, "False/Starting", reconciling: true);
        yield return Case("CrashLoopRunningAgain", s => s.WithContainer(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }) with { Restarts = Loop with { HealthySince = Scene.Now } }, BotPhase.Running, "True/Converged");
        yield return Case("Renamed", s => s.WithContainer(c => c with { Name = "x" }), BotPhase.Running, "False/Converging", reconciling: true);
        yield return Case("SpecChanged", s => s.WithSpec(NewEnv), BotPhase.Running, "False/Converging", reconciling: true);
        yield return Case("ChangeHeld", s => s.WithSpec(p => NewEnv(p) with { Rollout = new RolloutSpec { MaxDisruption = ChangeClass.Live } }), BotPhase.Running, "False/ChangeHeld");
        yield return Case("ChangeHeldAndDown",
            s => s.WithSpec(p => NewEnv(p) with { Rollout = new RolloutSpec { MaxDisruption = ChangeClass.Live } }).WithContainer(c => c with { Phase = ContainerPhase.Restarting, ExitCode = 1 }),
            BotPhase.Starting, "False/Restarting", reconciling: true);
        yield return Case("Suspended", s => s.WithSpec(p => p with { Suspend = true }), BotPhase.Suspended, "True/Suspended");
        yield return Case("SuspendedBehindItsManifest", s => s.WithSpec(p => NewEnv(p) with { Suspend = true }), BotPhase.Suspended, "False/ChangeHeld");
        yield return Case("SuspendedAndDown", s => s.WithSpec(p => p with { Suspend = true }).WithContainer(c => c with { Phase = ContainerPhase.Exited }), BotPhase.Suspended, "False/NotRunning");
        yield return Case("SuspendedAndUnhealthy", s => s.WithSpec(p => p with { Suspend = true }).WithContainer(c => c with { Health = ContainerHealthState.Unhealthy }), BotPhase.Suspended, "False/Unhealthy");
        yield return Case("HeldByAPerson", s => s with { Hold = SomeHold }, BotPhase.Suspended, "True/Held");
        yield return Case("HeldByAPersonBehindItsManifest", s => s.WithSpec(NewEnv) with { Hold = SomeHold }, BotPhase.Suspended, "False/ChangeHeld");
        yield return Case("HeldByAPersonAndDown", s => s.WithContainer(c => c with { Phase = ContainerPhase.Exited }) with { Hold = SomeHold }, BotPhase.Suspended, "False/NotRunning");
        yield return Case("Frozen", s => s with { Freeze = SomeHold }, BotPhase.Running, "True/Frozen");
        yield return Case("FrozenAndAbsent", s => s with { Presence = DesiredPresence.Absent, Freeze = SomeHold }, BotPhase.Deleting, "False/Deleting", reconciling: true);
        yield return Case("HeldByAPersonInConflict", s => s.WithStranger(ContainerOwnership.Foreign) with { Hold = SomeHold }, BotPhase.Degraded, "False/Conflict", stalled: true);
        yield return Case("Stopped", s => s.WithSpec(p => p with { RunState = RunState.Stopped }).WithContainer(c => c with { Phase = ContainerPhase.Exited }), BotPhase.Stopped, "False/Stopped");
        yield return Case("StoppedWithoutContainer", _ => Scene.Empty.WithSpec(p => p with { RunState = RunState.Stopped }), BotPhase.Stopped, "False/Stopped");
        yield return Case("Stopping", s => s.WithSpec(p => p with { RunState = RunState.Stopped }), BotPhase.Running, "False/Stopped", reconciling: true);
        yield return Case("EndedForGood",
            _ => Completed(), BotPhase.Stopped, "False/Completed");
        yield return Case("NeedsAPerson",
            s => s.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 78, Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }), BotPhase.Stalled, "False/Stalled", stalled: true);
        yield return Case("Conflict", s => s.WithStranger(ContainerOwnership.Foreign), BotPhase.Degraded, "False/Conflict", stalled: true);
        yield return Case("ConflictWithNothingOfOurs", _ => Scene.Empty.WithStranger(ContainerOwnership.Foreign), BotPhase.Stalled, "False/Conflict", stalled: true);
        yield return Case("NeverValid", _ => Scene.Empty with { Presence = DesiredPresence.Invalid, Bot = null }, BotPhase.Stalled, "False/InvalidManifest", stalled: true);
        yield return Case("HeldAndNeverValid", _ => Scene.Empty with { Presence = DesiredPresence.Held, Bot = null }, BotPhase.Pending, "False/NoSpec");
        yield return Case("Held", s => s with { Presence = DesiredPresence.Held }, BotPhase.Running, "True/Converged");
        yield return Case("Absent", s => s with { Presence = DesiredPresence.Absent }, BotPhase.Deleting, "False/Deleting", reconciling: true);
        yield return Case("AbsentNotPermitted", s => s with { Presence = DesiredPresence.Absent, Source = SourceState.NotScanned }, BotPhase.Deleting, "False/Deleting", reconciling: true);
    }

    [TestCaseSource(nameof(Situations))]
    public void Situation_IsSeenAs(Func<Scene, Scene> mutate, BotPhase phase, string ready, bool reconciling, bool stalled)
    {
        var status = Reduce(mutate(Scene.Converged));

        status.Phase.Should().Be(phase);
        Text(status, ConditionType.Ready).Should().Be(ready);
        status.Is(ConditionType.Reconciling).Should().Be(reconciling);
        status.Is(ConditionType.Stalled).Should().Be(stalled);
        status.Find(ConditionType.Ready)!.Message.Should().NotBeEmpty();
    }

    [Test]
    public void HeldByAPerson_SaysWhoWhyUntilWhenAndWhatWouldBeDone()
    {
        var status = Reduce(Scene.Converged.WithContainer(c => c with { Name = "stolen" }) with { Hold = SomeHold });

        status.Find(ConditionType.Held).Should().BeEquivalentTo(new { Status = ConditionStatus.True, Reason = "Hold" });
        status.Find(ConditionType.Held)!.Message.Should().ContainAll("alice (uid 1000)", "debugging", "2026-09-06 12:30:00 UTC", "botmaker release support-bot");
        status.Find(ConditionType.Drifted).Should().BeEquivalentTo(new { Status = ConditionStatus.True, Reason = "Withheld" });
        status.Find(ConditionType.Drifted)!.Message.Should().Contain("rename container 1 to botmaker-support-bot-1 (ContainerRenamed)");
    }

    [Test]
    public void Container_IsShown()
    {
        var status = Reduce(Scene.Converged.WithContainer(c => c with { RestartCount = 3 }));

        status.Should().BeEquivalentTo(new
        {
            ContainerId = "c1",
            ContainerName = "botmaker-support-bot-1",
            Image = "ghcr.io/openclaw/openclaw:2026.9.6",
            ImageId = "sha256:1111",
            SpecHash = SpecHasher.Hash(Scene.NewBot()).Value,
            Restarts = 3,
            StartedAt = Scene.Now,
            ObservedGeneration = 1L,
        });
    }

    [Test]
    public void ContainerShown_IsTheOneThatRuns() =>
        Reduce(Scene.Converged.With(Scene.NewBot(NewEnv), 2, ContainerPhase.Created)).ContainerId.Should().Be("c1");

    [Test]
    public void WithoutAContainer_TheWantedImageIsShown()
    {
        var status = Reduce(Scene.Empty);

        status.Image.Should().Be("ghcr.io/openclaw/openclaw:2026.9.6");
        status.ContainerId.Should().BeNull();
    }

    [Test]
    public void NothingChanged_IsEqual() => Reduce(Scene.Converged, Reduce(Scene.Converged), minutes: 5).Should().Be(Reduce(Scene.Converged));

    [Test]
    public void TransitionTime_MovesOnlyWithTheStatus()
    {
        var starting = Reduce(Scene.Converged.WithContainer(c => c with { Health = ContainerHealthState.Starting }));
        var unhealthy = Reduce(Scene.Converged.WithContainer(c => c with { Health = ContainerHealthState.Unhealthy }), starting, minutes: 1);
        var healthy = Reduce(Scene.Converged, unhealthy, minutes: 2);

        unhealthy.Find(ConditionType.Ready).Should().BeEquivalentTo(new { Reason = "Unhealthy", LastTransitionTime = Scene.Now });
        healthy.Find(ConditionType.Ready)!.LastTransitionTime.Should().Be(Scene.Now.AddMinutes(2));
        healthy.LastSuccessAt.Should().Be(Scene.Now.AddMinutes(2));
        Reduce(Scene.Converged, healthy, minutes: 3).LastSuccessAt.Should().Be(Scene.Now.AddMinutes(2));
    }

    [Test]
    public void EngineUnreachable_KeepsWhatWasSeenAndSaysSo()
    {
        var before = Reduce(Scene.Converged);
        var status = StatusReducer.Reduce(before, Report(Scene.Converged, minutes: 1) with { Observed = null, Plan = null });

        status.Phase.Should().Be(BotPhase.Running);
        status.Should().BeEquivalentTo(before, o => o.Excluding(s => s.Conditions));
        Text(status, ConditionType.Ready).Should().Be("Unknown/EngineUnreachable");
        Text(status, ConditionType.Reconciling).Should().Be("Unknown/EngineUnreachable");
        Text(status, ConditionType.Healthy).Should().Be("Unknown/EngineUnreachable");
        Text(status, ConditionType.Conflict).Should().Be("Unknown/EngineUnreachable");
        status.Is(ConditionType.Stalled).Should().BeFalse();
    }

    [Test]
    public void EngineUnreachableFromTheStart_KnowsNothing()
    {
        var status = StatusReducer.Reduce(previous: null, Report(Scene.Converged) with { Observed = null, Plan = null });

        status.Phase.Should().Be(BotPhase.Pending);
        status.ContainerId.Should().BeNull();
        status.Find(ConditionType.Healthy).Should().BeNull();
    }

    [Test]
    public void EngineUnreachableWhileDeleting_IsStillDeleting()
    {
        var scene = Scene.Converged with { Presence = DesiredPresence.Absent };

        StatusReducer.Reduce(Reduce(Scene.Converged), Report(scene) with { Observed = null, Plan = null }).Phase.Should().Be(BotPhase.Deleting);
    }

    [Test]
    public void Pulling_IsShownOnlyWhileNothingRuns()
    {
        var pulling = StatusReducer.Reduce(previous: null, Report(Scene.Empty) with { IsPulling = true });
        pulling.Phase.Should().Be(BotPhase.Pulling);
        Text(pulling, ConditionType.Ready).Should().Be("False/Pulling");
        Text(pulling, ConditionType.ImageReady).Should().Be("False/Pulling");

        var rolling = StatusReducer.Reduce(previous: null, Report(Scene.Converged.WithSpec(NewEnv)) with { IsPulling = true });
        rolling.Phase.Should().Be(BotPhase.Running);
        Text(rolling, ConditionType.Ready).Should().Be("False/Converging");
    }

    [Test]
    public void TransientFailure_IsReconciling()
    {
        var status = StatusReducer.Reduce(previous: null, Report(Scene.Converged) with { Failure = new("StartFailed", "The port is taken.", IsTerminal: false) });

        status.Phase.Should().Be(BotPhase.Degraded);
        Text(status, ConditionType.Ready).Should().Be("False/StartFailed");
        Text(status, ConditionType.Reconciling).Should().Be("True/StartFailed");
        status.Is(ConditionType.Stalled).Should().BeFalse();
    }

    [Test]
    public void TerminalFailure_IsStalled()
    {
        var status = StatusReducer.Reduce(previous: null, Report(Scene.Empty) with { Failure = new("CreateFailed", "No such device.", IsTerminal: true) });

        status.Phase.Should().Be(BotPhase.Stalled);
        Text(status, ConditionType.Stalled).Should().Be("True/CreateFailed");
        status.Is(ConditionType.Reconciling).Should().BeFalse();
    }

    [TestCase(ConditionType.ImageReady, ConditionStatus.False)]
    [TestCase(ConditionType.SecretsReady, ConditionStatus.False)]
    [TestCase(ConditionType.ChannelsReady, ConditionStatus.False)]
    [TestCase(ConditionType.Egress, ConditionStatus.False)]
    [TestCase(ConditionType.ChecksPassed, ConditionStatus.False)]
    [TestCase(ConditionType.Healthy, ConditionStatus.False)]
    [TestCase(ConditionType.Valid, ConditionStatus.False)]
    [TestCase(ConditionType.Conflict, ConditionStatus.True)]
    [TestCase(ConditionType.Drifted, ConditionStatus.True)]
    [TestCase(ConditionType.RolledBack, ConditionStatus.True)]
    [TestCase(ConditionType.CrashLoopBackOff, ConditionStatus.True)]
    public void Failure_ShowsInItsCondition(ConditionType type, ConditionStatus bad)
    {
        var status = StatusReducer.Reduce(previous: null, Report(Scene.Converged) with { Failure = new("Why", "What to do.", IsTerminal: false, type) });

        status.Find(type).Should().BeEquivalentTo(new { Status = bad, Reason = "Why", Message = "What to do." });
        status.Conditions.Select(c => c.Type).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
    }

    [TestCase(ConditionType.Ready)]
    [TestCase(ConditionType.Stalled)]
    [TestCase(ConditionType.Reconciling)]
    public void Failure_CannotContradictTheSummary(ConditionType type)
    {
        var status = StatusReducer.Reduce(previous: null, Report(Scene.Converged) with { Failure = new("Why", "What to do.", IsTerminal: false, type) });

        status.Is(ConditionType.Ready).Should().BeFalse();
        status.Is(ConditionType.Reconciling).Should().BeTrue();
        status.Is(ConditionType.Stalled).Should().BeFalse();
    }

    [Test]
    public void CrashLoop_SaysHowItEndedAndWhenItIsTriedAgain()
    {
        var scene = Scene.Converged.WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 137, FinishedAt = Scene.Now });
        var crash = Reduce(scene with { Restarts = Loop }).Find(ConditionType.CrashLoopBackOff)!;
        var oom = Reduce(scene with { Restarts = Loop with { LastCrash = new(Scene.Now, 137, OomKilled: true) } }).Find(ConditionType.CrashLoopBackOff)!;

        (crash.Status, crash.Reason).Should().Be((ConditionStatus.True, "Crashes"));
        crash.Message.Should().Be("The gateway ended more than 5 times within 5 min, last (exit code 1). It is started again at 12:00:20 UTC, or at once by `botmaker restart support-bot`. Its log says why.");
        oom.Reason.Should().Be("OutOfMemory");
        oom.Message.Should().Contain("needed more memory than spec.resources.memory allows (2Gi)");
    }

    [Test]
    public void CrashLoopRunningAgain_SaysWhenItIsOver() =>
        Reduce(Scene.Converged.WithContainer(c => c with { Limits = c.Limits! with { RestartPolicy = EngineRestartPolicy.No } }) with { Restarts = Loop with { HealthySince = Scene.Now } })
            .Find(ConditionType.CrashLoopBackOff)!.Message.Should().Contain("at 12:10:00 UTC");

    [Test]
    public void Restarts_AreThoseInAllWhereTheyWereCounted()
    {
        Reduce(Scene.Converged with { Restarts = Loop }).Restarts.Should().Be(6);
        Reduce(Scene.Converged with { Restarts = Loop with { ContainerId = "another" } }).Restarts.Should().Be(0);
    }

    [Test]
    public void LaterConditions_AreAbsentWhileNobodySaysAnything() =>
        Reduce(Scene.Converged).Conditions.Select(c => c.Type).Should().Equal(
            ConditionType.Ready, ConditionType.Reconciling, ConditionType.Stalled, ConditionType.Valid, ConditionType.ImageReady, ConditionType.Healthy, ConditionType.Drifted, ConditionType.Conflict);

    private static Scene Completed()
    {
        var bot = Scene.NewBot(s => s with { Restart = new RestartSpec { Policy = RestartPolicyKind.Never } });
        return (Scene.Empty with { Bot = bot }).With(bot, 1, ContainerPhase.Exited, c => c with { ExitCode = 0 });
    }

    internal static string Text(BotStatus status, ConditionType type) => status.Find(type) is { } c ? $"{c.Status}/{c.Reason}" : "";

    internal static BotStatus Reduce(Scene scene, BotStatus? previous = null, int minutes = 0) => StatusReducer.Reduce(previous, Report(scene, minutes));

    internal static ReconcileReport Report(Scene scene, int minutes = 0) => new()
    {
        Intent = scene.Intent,
        Source = scene.Source,
        Observed = scene.Observed,
        Plan = scene.Plan(),
        Restarts = scene.Restarts,
        Now = Scene.Now.AddMinutes(minutes),
    };

    private static TestCaseData Case(string name, Func<Scene, Scene> mutate, BotPhase phase, string ready, bool reconciling = false, bool stalled = false) =>
        new TestCaseData(mutate, phase, ready, reconciling, stalled).SetName($"{name}_IsSeenAs{phase}");
}
