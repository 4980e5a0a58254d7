using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Core.Tests.Status;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>Files that differ from those that a container mounts: written in place, and put in force by the least that their release needs.</summary>
[TestFixture]
public sealed class PlannerFilesTests
{
    private static readonly FieldChange Live = new("openclaw.json#channels.telegram.allowFrom", "[\"1\"]", "[\"2\"]", ChangeClass.Live);
    private static readonly FieldChange Restart = new("openclaw.json#gateway.auth.mode", "\"token\"", "\"password\"", ChangeClass.Restart);
    private static readonly FieldChange Package = new("openclaw.json#plugins.entries.discord.enabled", null, "true", ChangeClass.Migrate);

    [Test]
    public void Same_IsLeftAlone() => Differing().Actions().Should().BeEmpty();

    [Test]
    public void WhatTheReleaseReloads_IsWrittenIntoTheRunningContainer()
    {
        var plan = Differing(Live).Plan();

        Scene.Words(plan).Should().Equal("write c1 live");
        plan.Class.Should().Be(ChangeClass.Live);
        plan.Changes.Should().Equal(Live);
    }

    [Test]
    public void WhatItDoesNotReload_IsWrittenBeforeTheRestart()
    {
        var plan = Differing(Live, Restart).Plan();

        Scene.Words(plan).Should().Equal("write c1 restart", "stop c1", "start c1");
        plan.Class.Should().Be(ChangeClass.Restart);
        plan.Changes.Should().Equal(Live, Restart);
    }

    [Test]
    public void WhatNeedsAPackage_NeedsANewContainer()
    {
        var plan = Differing(Package).Plan();

        Scene.Words(plan).Should().Equal(
            "check disk", "ensure image", "write Replacing 2", "create 2", "update c1", "stop c1", "save 2", "write OnTrial 2", "start new 2 after c1");
        plan.Class.Should().Be(ChangeClass.Migrate);
        plan.Changes.Should().Equal(Package);
        plan.Actions[0].Reason.Should().Be(ActionReason.FilesChanged);
    }

    [TestCase(ChangeClass.None, ChangeClass.Live)]
    [TestCase(ChangeClass.Live, ChangeClass.Restart)]
    [TestCase(ChangeClass.Restart, ChangeClass.Migrate)]
    public void AboveWhatTheManifestAllows_Waits(ChangeClass allowed, ChangeClass needed)
    {
        var change = needed switch { ChangeClass.Live => Live, ChangeClass.Restart => Restart, _ => Package };

        var plan = Differing(change).WithSpec(spec => spec with { Rollout = spec.Rollout with { MaxDisruption = allowed } }).Plan();

        Scene.Words(plan).Should().BeEmpty();
        plan.Block!.Kind.Should().Be(PlanBlockKind.Disruption);
        plan.Class.Should().Be(needed);
        plan.Changes.Should().Equal(change);
    }

    [Test]
    public void OfAnEndedContainer_AreWrittenBeforeItsStart() =>
        Differing(Live).WithContainer(c => c with { Phase = ContainerPhase.Exited, FinishedAt = Scene.Now.AddMinutes(-1) }).Actions()
            .Should().Equal("write c1 restart", "start c1");

    [Test]
    public void OfAContainerBetweenTwoRestarts_AreWrittenAndItStartsAnew() =>
        Differing(Live).WithContainer(c => c with { Phase = ContainerPhase.Restarting }).Actions().Should().Equal("write c1 restart", "stop c1", "start c1");

    [Test]
    public void OfABotThatEndedForAPerson_AreATryOfTheirOwn() =>
        Differing(Live).WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 78, FinishedAt = Scene.Now.AddMinutes(-1) }).Actions()
            .Should().Equal("write c1 restart", "start c1");

    [Test]
    public void WrittenAndNotInForce_IsTakenUpAgain()
    {
        Differing().WithRecorded(Written(ChangeClass.Live)).Actions().Should().Equal("write c1 live");
        Differing().WithRecorded(Written(ChangeClass.Restart)).Actions().Should().Equal("stop c1", "start c1");
        Differing(Live).WithRecorded(Written(ChangeClass.Restart)).Actions().Should().Equal("write c1 restart", "stop c1", "start c1");
    }

    [Test]
    public void WhatTheGatewayRefused_IsNotTriedAgain()
    {
        var plan = Differing(Live).WithRecorded(a => a with { Refused = new RefusedFiles("d1", "unknown key \"x\".") }).Plan();

        Scene.Words(plan).Should().BeEmpty();
        plan.Block!.Kind.Should().Be(PlanBlockKind.Stalled);
        plan.Block.Message.Should().Contain("unknown key");
    }

    [Test]
    public void OtherFilesThanTheRefusedOnes_AreTried() =>
        Differing(Live).WithRecorded(a => a with { Refused = new RefusedFiles("d0", "no") }).Actions().Should().Equal("write c1 live");

    [Test]
    public void ASecretThatCannotBeUsed_LeavesARunningBotAlone()
    {
        var scene = Scene.Converged with { Files = new DesiredFiles { Attempt = 1, Problem = new SecretProblem("SecretsMissing", "spec.channels.telegram.botToken: secret 'a/b' is not there") } };

        var plan = scene.Plan();

        Scene.Words(plan).Should().BeEmpty();
        plan.Block!.Kind.Should().Be(PlanBlockKind.SecretsNotReady);
        var status = StatusReducerTests.Reduce(scene);
        status.Phase.Should().Be(BotPhase.Degraded);
        status.Find(ConditionType.SecretsReady)!.Should().Match<BotCondition>(c => c.Status == ConditionStatus.False && c.Reason == "SecretsMissing" && c.Message.Contains("a/b"));
        status.Is(ConditionType.Ready).Should().BeFalse();
        status.Is(ConditionType.Stalled).Should().BeTrue();
    }

    [Test]
    public void ASecretThatCannotBeUsed_DoesNotKeepAnEndedBotDown() =>
        (Scene.Converged with { Files = new DesiredFiles { Attempt = 1, Problem = new SecretProblem("SecretsMissing", "gone") } })
            .WithContainer(c => c with { Phase = ContainerPhase.Exited, FinishedAt = Scene.Now.AddMinutes(-1) }).Actions().Should().Equal("start c1");

    [Test]
    public void OfAnotherAttempt_SayNothing() => (Differing(Live) with { Files = new DesiredFiles { Attempt = 7, Changes = [Live] } }).Actions().Should().BeEmpty();

    [Test]
    public void OfAHeldChange_WaitWithIt()
    {
        var plan = Differing(Live).WithSpec(spec => spec with { Env = ValueMap.Of(("TZ", "UTC")), Rollout = spec.Rollout with { MaxDisruption = ChangeClass.Restart } }).Plan();

        Scene.Words(plan).Should().BeEmpty();
        plan.Block!.Kind.Should().Be(PlanBlockKind.Disruption);
    }

    [Test]
    public void OfASuspendedBot_AreLeft() => (Differing(Live).WithSpec(spec => spec with { Suspend = true })).Actions().Should().BeEmpty();

    [Test]
    public void SecretsThatAreThere_AreTold() => StatusReducerTests.Reduce(Differing()).Is(ConditionType.SecretsReady).Should().BeTrue();

    private static Scene Differing(params FieldChange[] changes) =>
        Scene.Converged with { Files = new DesiredFiles { Attempt = 1, Digest = "d1", SecretDigest = "s1", Changes = changes.ToValueList() } };

    private static Func<AttemptRecord, AttemptRecord> Written(ChangeClass @class) =>
        attempt => attempt with { Written = new WrittenFiles(@class, Configuration: true, Secrets: false, Scene.Now) };
}
