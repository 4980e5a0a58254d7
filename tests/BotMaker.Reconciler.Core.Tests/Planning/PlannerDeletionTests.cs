using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

[TestFixture]
public sealed class PlannerDeletionTests
{
    private static readonly Scene Gone = Scene.Converged with { Presence = DesiredPresence.Absent };

    public static IEnumerable<TestCaseData> UnsureSources()
    {
        yield return new TestCaseData(SourceState.NotScanned).SetName("{m}(not scanned)");
        yield return new TestCaseData(new SourceState(Available: false, Synced: true, "The directory is not mounted.")).SetName("{m}(unavailable)");
        yield return new TestCaseData(new SourceState(Available: true, Synced: false)).SetName("{m}(no healthy scan in this run)");
    }

    [TestCaseSource(nameof(UnsureSources))]
    public void UnsureSource_DeletesNothing(SourceState source)
    {
        var plan = (Gone with { Source = source }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.IsDeletion.Should().BeTrue();
        plan.Block!.Kind.Should().Be(PlanBlockKind.DeletionNotPermitted);
        plan.Block.Message.Should().Be(source.Message ?? "The manifests are not available: nothing is deleted.");
    }

    [Test]
    public void AllOfThem_GoAndTheRecordLast() =>
        Gone.With(Scene.NewBot(), 2, ContainerPhase.Exited).Actions().Should().Equal("stop c1", "remove c1", "remove c2", "forget");

    [Test]
    public void NothingLeftButTheRecord_IsForgotten() => (Gone with { Containers = [] }).Actions().Should().Equal("forget");

    [Test]
    public void NothingKnown_NothingToDo() => (Scene.Empty with { Presence = DesiredPresence.Absent, Bot = null }).Plan().Should().Be(new BotPlan { Id = Scene.Id });

    [Test]
    public void RemovalUnderWay_IsAwaitedBeforeTheRecordGoes()
    {
        var plan = Gone.With(Scene.NewBot(), 2, ContainerPhase.Removing).Plan();

        Scene.Words(plan).Should().Equal("stop c1", "remove c1");
        plan.LookAgainAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Test]
    public void LastGoodSpec_GivesTheGracePeriod() =>
        Gone.WithSpec(s => s with { Termination = new TerminationSpec { GracePeriod = TimeSpan.FromSeconds(90) } })
            .Plan().Actions.OfType<BotAction.StopContainer>().Single().GracePeriod.Should().Be(TimeSpan.FromSeconds(90));

    [Test]
    public void WithoutASpec_TheDefaultGracePeriodIsGiven() =>
        (Gone with { Bot = null }).Plan().Actions.OfType<BotAction.StopContainer>().Single().GracePeriod.Should().Be(TimeSpan.FromSeconds(30));

    [Test]
    public void Suspension_EndsWithTheManifest() => Gone.WithSpec(s => s with { Suspend = true }).Actions().Should().Equal("stop c1", "remove c1", "forget");

    [Test]
    public void StrangerBeside_IsNotTouched() => Gone.WithStranger(ContainerOwnership.Foreign).Actions().Should().Equal("stop c1", "remove c1", "forget");

    [Test]
    public void OnlyAForeignContainer_IsNobodysBusiness() =>
        (Scene.Empty with { Presence = DesiredPresence.Absent, Bot = null }).WithStranger(ContainerOwnership.Foreign).Plan().Should().Be(new BotPlan { Id = Scene.Id });

    [Test]
    public void OnlyAnUnrecordedContainer_IsToldAndNeverDeleted()
    {
        var plan = (Gone with { Record = BotRecord.Empty, Bot = null }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Block!.Kind.Should().Be(PlanBlockKind.Conflict);
    }

    [Test]
    public void WithinItsGrace_ItRunsOnAndThePlanSaysWhatComes()
    {
        var plan = (Gone with { Removal = new(Scene.Now, Scene.Now + TimeSpan.FromSeconds(30)) }).Plan();

        plan.Actions.Should().BeEmpty();
        plan.Deferred.Select(a => a.GetType().Name).Should().Equal("StopContainer", "RemoveContainer", "ForgetBot");
        plan.RevisitAt.Should().Be(Scene.Now + TimeSpan.FromSeconds(30));
        plan.Block!.Kind.Should().Be(PlanBlockKind.DeletionPending);
        plan.Block.Message.Should().Contain("2026-09-06 12:00:30 UTC").And.Contain("trash");
    }

    [Test]
    public void FuseTripped_NothingIsDoneAndItSaysWhy()
    {
        var plan = (Gone with { Removal = new(Scene.Now - TimeSpan.FromHours(1), Scene.Now, "12 of 20") }).Plan();

        plan.IsNoop.Should().BeTrue();
        plan.Deferred.Should().BeEmpty();
        plan.Block.Should().Be(new PlanBlock(PlanBlockKind.DeletionBlocked, "12 of 20"));
    }

    [Test]
    public void NotReviewedYet_NothingIsDeleted() => (Gone with { Removal = null }).Plan().Block!.Kind.Should().Be(PlanBlockKind.DeletionNotPermitted);

    [TestCase("Delete", "stop c1", "remove c1", "forget")]
    [TestCase("Retain", "stop c1", "retire Retain")]
    [TestCase("Orphan", "retire Orphan")]
    public void Policy_DecidesWhatBecomesOfIt(string policy, params string[] actions) => WithPolicy(policy).Actions().Should().Equal(actions);

    [TestCase(DesiredPresence.Absent)]
    [TestCase(DesiredPresence.Held)]
    public void Tombstone_KeepsItOutOfEveryPlan(DesiredPresence presence) =>
        (Retired("Retain") with { Presence = presence }).WithContainer(c => c with { Phase = ContainerPhase.Exited }).Plan().Should().Be(new BotPlan { Id = Scene.Id });

    [Test]
    public void ManifestBack_TheRetiredBotIsTakenUp() =>
        (Retired("Retain") with { Presence = DesiredPresence.Present })
            .WithContainer(c => c with { Phase = ContainerPhase.Exited, ExitCode = 0, FinishedAt = Scene.Now - TimeSpan.FromHours(1) }).Actions().Should().Equal("start c1");

    [Test]
    public void UndeleteWanted_WhatRunsGoesFirst()
    {
        (Scene.Converged with { IsRestoreWanted = true }).Actions().Should().Equal("stop c1", "remove c1", "restore");
        (Scene.Empty with { IsRestoreWanted = true }).Actions().Should().Equal("restore");
        (Gone with { IsRestoreWanted = true }).Actions().Should().Equal("stop c1", "remove c1", "forget");
        (Scene.Converged with { IsRestoreWanted = true }).WithSpec(s => s with { Suspend = true }).Actions().Should().BeEmpty();
    }

    private static Scene WithPolicy(string policy) => Gone with { Bot = Scene.NewBot() with { Annotations = ValueMap.Of((Annotations.DeletionPolicy, policy)) } };

    private static Scene Retired(string policy) =>
        WithPolicy(policy) with { Record = Gone.Record with { Retired = new Retirement(Enum.Parse<DeletionPolicy>(policy), Scene.Now) } };
}
