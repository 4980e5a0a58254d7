using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>What holds in any state of affairs.</summary>
[TestFixture]
public sealed class PlannerPropertyTests
{
    /// <summary>More passes than any convergence needs.</summary>
    private const int Passes = 30;

    // The same worlds in every run; to search for new ones, take the seed away and raise the number.
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1500).WithReplay(20260906UL, 11UL);

    [Test]
    public void AppliedPlan_LeavesNothingToDo() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        var engine = new ModelEngine(scene);
        engine.Apply(scene.Plan());

        // A change goes on by time and by what is seen of its new container.
        if (engine.Rollout is not null) return;
        var again = engine.Now.Plan();
        again.Actions.Should().BeEmpty($"one pass is enough for {string.Join("; ", scene.Actions())}");
    }));

    [Test]
    public void AnyPlan_HarmsNothing() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        var engine = new ModelEngine(scene);
        engine.Apply(scene.Plan());

        engine.Violations.Should().BeEmpty();
    }));

    [Test]
    public void AnyPlan_TouchesOnlyWhatIsProvenOurs() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        var ours = OwnershipJudge.Judge(scene.Observed, scene.Record).Where(c => c.IsOurs).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);

        scene.Plan().Actions.Select(TargetOf).OfType<string>().Should().BeSubsetOf(ours);
    }));

    [Test]
    public void AnyPlan_CreatesAtMostOneAndNeverBesideAStranger() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        var plan = scene.Plan();
        var creates = plan.Actions.Count(a => a is BotAction.CreateContainer);

        creates.Should().BeLessThanOrEqualTo(1);
        plan.Actions.Count(a => a is BotAction.StartContainer or BotAction.UnpauseContainer).Should().BeLessThanOrEqualTo(1);
        if (plan.Block is { Kind: not PlanBlockKind.Disruption }) creates.Should().Be(0);
        if (creates == 1) plan.Actions.TakeWhile(a => a is not BotAction.CreateContainer).Should().Contain(a => a is BotAction.EnsureImage).And.NotContain(a => a is BotAction.StopContainer);
    }));

    [Test]
    public void WithoutPermission_NothingOfTheLastContainerIsRemoved() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        var plan = scene.Plan();
        var mayGo = scene.Presence == DesiredPresence.Absent && scene.Source.PermitsDeletion;

        if (!mayGo) plan.Actions.Should().NotContain(a => a is BotAction.ForgetBot);
        if (scene.Presence == DesiredPresence.Absent && !mayGo) plan.Actions.Should().BeEmpty();
        if (scene.Presence is DesiredPresence.Invalid || scene.Bot is null or { Spec.Suspend: true })
        {
            if (!mayGo) plan.Actions.Should().BeEmpty();
        }
    }));

    [Test]
    public void HealthyContainerOfTheRightSpec_IsNeverStoppedWhileItShouldRun() => Check.One(Thorough, Prop.ForAll(Worlds.Any, scene =>
    {
        if (scene is not { Presence: DesiredPresence.Present or DesiredPresence.Held, Bot.Spec: { RunState: RunState.Running, Resources.MemoryBytes: not null } }) return;
        var right = scene.Containers.Where(c => c.Phase == ContainerPhase.Running && string.Equals(c.SpecHash, SpecHasher.Hash(scene.Bot).Value, StringComparison.Ordinal)).ToList();
        if (right.Count != 1) return;

        scene.Plan().Actions.Where(a => a is BotAction.StopContainer or BotAction.RemoveContainer).Select(TargetOf).Should().NotContain(right[0].Id);
    }));

    [Test]
    public void CrashesBetweenSteps_EndWhereNoCrashWouldHaveEnded() =>
        Check.One(Thorough, Prop.ForAll(Worlds.Free, Gen.Choose(0, 9).ListOf(6).ToArbitrary(), (scene, crashes) =>
        {
            var engine = new ModelEngine(scene);
            foreach (var steps in crashes) engine.Apply(engine.Now.Plan(), steps);
            var passes = 0;
            for (; passes < Passes; passes++)
            {
                var plan = engine.Now.Plan();
                if (plan is { IsNoop: true, LookAgainAfter: null }) break;
                engine.Apply(plan);
                engine.LetTimePass();
            }

            passes.Should().BeLessThan(Passes, "it comes to rest");
            engine.Violations.Should().BeEmpty();
            AssertIsWhatIsWanted(engine.Now);
        }));

    [Test]
    public void CrashesBetweenSteps_CostAtMostOneCreateEach() =>
        Check.One(Thorough, Prop.ForAll(Worlds.Free, Gen.Choose(0, 9).ListOf(6).ToArbitrary(), (scene, crashes) =>
        {
            var engine = new ModelEngine(scene);
            foreach (var steps in crashes)
            {
                var made = engine.Now.Containers.Count;
                engine.Apply(engine.Now.Plan(), steps);
                engine.Now.Containers.Count.Should().BeLessThanOrEqualTo(Math.Max(made + 1, 1));
            }

            // A container of the right spec that exists is used: however often we crash, the number of containers does not grow.
            var wanted = engine.Now.Containers.Count(c => c.IsOurs && c.Phase == ContainerPhase.Created && c.Id.StartsWith("new", StringComparison.Ordinal));
            wanted.Should().BeLessThanOrEqualTo(1);
        }));

    [Test]
    public void Plan_IsDeterministicAndDoesNotDependOnTheOrderSeen() => Check.One(Thorough, Prop.ForAll(Worlds.Any, Gen.Choose(0, 1000).ToArbitrary(), (scene, seed) =>
    {
        var shuffled = scene with
        {
            Containers = scene.Containers.OrderBy(c => ((c.Attempt * 7919) + seed) % 101).ToValueList(),
            Record = scene.Record with { Attempts = scene.Record.Attempts.OrderByDescending(a => a.Number).ToValueList() },
        };

        scene.Plan().Should().Be(scene.Plan());
        (shuffled.Plan() == scene.Plan()).Should().BeTrue();
    }));

    private static void AssertIsWhatIsWanted(Scene end)
    {
        var ours = OwnershipJudge.Judge(end.Observed, end.Record).Where(c => c.IsOurs).ToList();
        if (end.Presence == DesiredPresence.Absent)
        {
            ours.Should().BeEmpty();
            end.Record.Should().Be(BotRecord.Empty);
            return;
        }

        ours.Count.Should().BeLessThanOrEqualTo(1, "no other container of the bot is left");
        if (end.Bot!.Spec.RunState == RunState.Stopped)
        {
            ours.Should().NotContain(c => c.MayRun);
            return;
        }

        ours.Should().ContainSingle();
        var (block, only) = (end.Plan().Block, ours[0]);
        if (only.Phase == ContainerPhase.Exited)
            (block?.Kind == PlanBlockKind.Stalled || end.Bot.Spec.Restart.Policy != RestartPolicyKind.Always).Should().BeTrue("a bot that ended stays so only by its policy or its exit code");
        else
            only.Phase.Should().Be(ContainerPhase.Running);
        if (block is null && SpecHasher.IsComparable(only.SpecHash)) only.SpecHash.Should().Be(SpecHasher.Hash(end.Bot).Value);
    }

    private static string? TargetOf(BotAction action) => action switch
    {
        BotAction.StartContainer a => a.ContainerId,
        BotAction.StopContainer a => a.ContainerId,
        BotAction.UnpauseContainer a => a.ContainerId,
        BotAction.RenameContainer a => a.ContainerId,
        BotAction.UpdateContainer a => a.ContainerId,
        BotAction.RemoveContainer a => a.ContainerId,
        _ => null,
    };
}
