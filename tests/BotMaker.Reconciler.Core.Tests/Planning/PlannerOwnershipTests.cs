using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

[TestFixture]
public sealed class PlannerOwnershipTests
{
    [Test]
    public void Stranger_IsAConflictAndNothingIsDoneBesideIt(
        [Values(ContainerOwnership.Foreign, ContainerOwnership.Unrecorded)] ContainerOwnership ownership,
        [Values] ContainerPhase phase,
        [Values(null, ContainerPhase.Exited, ContainerPhase.Created, ContainerPhase.Running)] ContainerPhase? ours)
    {
        var scene = Scene.Empty.WithStranger(ownership, phase);
        var plan = (ours is { } own ? scene.With(Scene.NewBot(), 1, own) : scene).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Block!.Kind.Should().Be(PlanBlockKind.Conflict);
        plan.Block.Message.Should().Contain("stranger");
    }

    [Test]
    public void StoppedBotBesideAStranger_IsStoppedAllTheSame()
    {
        var plan = Scene.Converged.WithStranger(ContainerOwnership.Foreign).WithSpec(s => s with { RunState = RunState.Stopped }).Plan();

        Scene.Words(plan).Should().Equal("stop c1");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Conflict);
        plan.Class.Should().Be(ChangeClass.Restart);
    }

    [Test]
    public void StoppedBotBesideAStranger_HasNothingElseDone()
    {
        var plan = Scene.Empty.With(Scene.NewBot(), 1, ContainerPhase.Dead).WithStranger(ContainerOwnership.Foreign).WithSpec(s => s with { RunState = RunState.Stopped }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Class.Should().Be(ChangeClass.None);
    }

    [Test]
    public void ContainerOfAnotherInstance_IsNoConflict() => Scene.Converged.WithStranger(ContainerOwnership.OtherInstance).Plan().Should().Be(new BotPlan { Id = Scene.Id });

    [Test]
    public void OurLabelsWithoutARecord_AreNotProof()
    {
        var plan = (Scene.Converged with { Record = BotRecord.Empty }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Block!.Message.Should().Contain("no record of it");
    }

    [Test]
    public void RecordedNumberWithAnotherId_IsNotOurs()
    {
        var plan = Scene.Converged.WithContainer(c => c with { Id = "copy" }).Plan();

        plan.IsNoop.Should().BeTrue("somebody copied our labels");
        plan.Block!.Kind.Should().Be(PlanBlockKind.Conflict);
    }

    [Test]
    public void RecordedNumberWithoutAnId_IsOurs() => Scene.Converged.WithRecorded(a => a with { ContainerId = null }).Plan().Block.Should().BeNull();

    [Test]
    public void ContainerWithoutANumber_IsNotOurs() => Scene.Converged.WithContainer(c => c with { Attempt = 0 }).Plan().Block!.Kind.Should().Be(PlanBlockKind.Conflict);

    [Test]
    public void Conflict_TellsWhatToDo()
    {
        Message(Scene.Empty.WithStranger(ContainerOwnership.Foreign)).Should().Contain("Remove it, or take the label botmaker.bot-id from it");
        Message(Scene.Empty.WithStranger(ContainerOwnership.Foreign).WithSpec(s => s with { Adopt = true })).Should().Contain("not possible yet");
        Message(Scene.Empty.WithStranger(ContainerOwnership.Unrecorded)).Should().Contain("Bring the data directory back");

        static string Message(Scene scene) => scene.Plan().Block!.Message;
    }

    [Test]
    public void Suspended_IsSaidBeforeConflict() =>
        Scene.Empty.WithStranger(ContainerOwnership.Foreign).WithSpec(s => s with { Suspend = true }).Plan().Block!.Kind.Should().Be(PlanBlockKind.Suspended);

    [Test]
    public void NeverValid_IsSaid() => (Scene.Converged with { Presence = DesiredPresence.Invalid, Bot = null }).Plan().Block!.Kind.Should().Be(PlanBlockKind.InvalidManifest);

    [Test]
    public void Judge_LeavesForeignOnesAsTheyAre([Values(ContainerOwnership.Foreign, ContainerOwnership.OtherInstance)] ContainerOwnership ownership) =>
        OwnershipJudge.Judge(Scene.Empty.WithStranger(ownership).Observed, BotRecord.Empty)[0].Ownership.Should().Be(ownership);
}
