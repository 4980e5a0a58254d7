using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>A held bot, and a frozen fleet, are left alone in any state of affairs, and what would be done is shown.</summary>
[TestFixture]
public sealed class HoldPlannerTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260906UL, 17UL);
    private static readonly Hold Half = new() { By = "alice", Since = Scene.Now, Until = Scene.Now.AddMinutes(30) };
    private static readonly Hold Endless = new() { By = "bob", Since = Scene.Now, Reason = "incident" };

    [Test]
    public void HeldOrFrozen_NothingIsDone() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        var free = scene.Plan();
        foreach (var held in (Scene[])[scene with { Hold = Half }, scene with { Freeze = Endless }, scene with { Hold = Half, Freeze = Endless }])
        {
            var plan = held.Plan();
            plan.Actions.Should().BeEmpty();
            plan.Withheld.Should().Equal(plan.Held is null ? default : free.Actions);
            plan.LookAgainAfter.Should().Be(free.LookAgainAfter);
        }
    }));

    [Test]
    public void Over_CountsForNothing() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
        (scene with { Hold = Half with { Until = Scene.Now }, Freeze = Half with { Until = Scene.Now.AddSeconds(-1) } }).Plan().Should().Be(scene.Plan())));

    [Test]
    public void Held_IsPlannedAnewAtItsEnd()
    {
        (Scene.Converged with { Hold = Half }).Plan().RevisitAt.Should().Be(Scene.Now.AddMinutes(30));
        (Scene.Converged with { Hold = Endless }).Plan().RevisitAt.Should().BeNull();
    }

    [Test]
    public void Frozen_GoesBeforeHeld()
    {
        var plan = (Scene.Converged with { Hold = Half, Freeze = Endless }).Plan();

        plan.Block.Should().Be(plan.Held);
        plan.Held!.Kind.Should().Be(PlanBlockKind.Frozen);
        plan.Held.Message.Should().ContainAll("bob", "incident", "without an end", "botmaker unfreeze");
    }

    [Test]
    public void Deletion_IsHeldToo()
    {
        var plan = (Scene.Converged with { Presence = DesiredPresence.Absent, Freeze = Endless }).Plan();

        plan.IsDeletion.Should().BeTrue();
        plan.Withheld.Select(ActionText.Of).Should().Equal("stop container 1 (ManifestRemoved)", "remove container 1 (ManifestRemoved)", "move what is kept of the bot to the trash (ManifestRemoved)");
    }

    [Test]
    public void BotThatIsGone_IsNotHeld() => (Scene.Empty with { Presence = DesiredPresence.Absent, Bot = null, Freeze = Endless }).Plan().Held.Should().BeNull();

    [Test]
    public void Conflict_IsStillSeen() =>
        (Scene.Converged.WithStranger(ContainerOwnership.Foreign) with { Hold = Half }).Plan().Block!.Kind.Should().Be(PlanBlockKind.Conflict);
}
