using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Core.Tests.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Status;

[TestFixture]
public sealed class StatusPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20260906UL, 13UL);

    private static readonly Gen<ReconcileFailure?> Failures =
        from kind in Gen.Choose(0, 3)
        from terminal in Gen.Elements(true, false)
        from type in Gen.Elements(Enum.GetValues<ConditionType>())
        select kind switch
        {
            0 => new ReconcileFailure("Why", "What to do.", terminal, type),
            1 => new ReconcileFailure("Why", "What to do.", terminal),
            _ => null,
        };

    private static readonly Arbitrary<ReconcileReport> Reports = Arb.From(
        from scene in Worlds.Any.Generator
        from failure in Failures
        from answered in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from pulling in Gen.Frequency((1, Gen.Constant(true)), (9, Gen.Constant(false)))
        from minutes in Gen.Choose(0, 100)
        select Report(scene, failure, answered, pulling, minutes));

    [Test]
    public void Summary_NeverContradictsItself() => Check.One(Thorough, Prop.ForAll(Reports, report =>
    {
        var status = StatusReducer.Reduce(previous: null, report);
        var (ready, reconciling, stalled) = (status.Is(ConditionType.Ready), status.Is(ConditionType.Reconciling), status.Is(ConditionType.Stalled));

        (ready && stalled).Should().BeFalse();
        (ready && reconciling).Should().BeFalse();
        (reconciling && stalled).Should().BeFalse();
        status.Conditions.Select(c => c.Type).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
        status.Conditions.Should().OnlyContain(c => c.Reason.Length > 0 && c.Message.Length > 0);
        new[] { ConditionType.Ready, ConditionType.Reconciling, ConditionType.Stalled }.Should().OnlyContain(t => status.Find(t) != null);
    }));

    [Test]
    public void Ready_IsObservedAndNotAssumed() => Check.One(Thorough, Prop.ForAll(Reports, report =>
    {
        if (!StatusReducer.Reduce(previous: null, report).Is(ConditionType.Ready)) return;

        report.Observed!.Containers.Should().Contain(c => c.Phase == ContainerPhase.Running && (c.Health == ContainerHealthState.Healthy || c.Health == ContainerHealthState.None));
        report.Failure.Should().BeNull();
        report.Plan!.IsNoop.Should().BeTrue();
    }));

    [Test]
    public void SameReportAgain_ChangesNothing() => Check.One(Thorough, Prop.ForAll(Reports, Reports, (first, report) =>
    {
        var status = StatusReducer.Reduce(StatusReducer.Reduce(previous: null, first), report);

        (StatusReducer.Reduce(status, report with { Now = report.Now.AddHours(1) }) == status).Should().BeTrue();
    }));

    [Test]
    public void TransitionTimes_NeverGoBack() => Check.One(Thorough, Prop.ForAll(Reports, Reports, (first, second) =>
    {
        var before = StatusReducer.Reduce(previous: null, first);
        var after = StatusReducer.Reduce(before, second with { Now = first.Now.AddMinutes(1) });

        foreach (var condition in after.Conditions)
        {
            var same = before.Find(condition.Type) is { } was && was.Status == condition.Status;
            condition.LastTransitionTime.Should().Be(same ? first.Now : first.Now.AddMinutes(1));
        }
    }));

    private static ReconcileReport Report(Scene scene, ReconcileFailure? failure, bool answered, bool pulling, int minutes) => new()
    {
        Intent = scene.Intent,
        Source = scene.Source,
        Observed = answered ? scene.Observed : null,
        Plan = answered ? scene.Plan() : null,
        Failure = failure,
        IsPulling = pulling,
        Now = Scene.Now.AddMinutes(minutes),
    };
}
