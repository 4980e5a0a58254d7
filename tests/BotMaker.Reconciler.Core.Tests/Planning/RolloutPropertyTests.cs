using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>A change that dies between any two steps, however often, ends where one would have ended that nobody disturbed.</summary>
[TestFixture]
public sealed class RolloutPropertyTests
{
    private const int Passes = 40;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20260906UL, 11UL);

    private static readonly Func<BotSpec, BotSpec>[] Changes =
    [
        s => s with { Env = ValueMap.Of(("TZ", "UTC")) },
        s => s with { Image = s.Image with { Reference = "ghcr.io/openclaw/openclaw:2026.9.9" } },
        s => s with { Resources = s.Resources with { MemoryBytes = null } },
    ];

    [Test]
    public void GoodChange_EndsWithTheNewContainerAlone([Range(0, 2)] int change) => Check.One(Thorough, Prop.ForAll(Deaths, deaths =>
    {
        var end = Run(Changes[change], NewContainer.BecomesReady, deaths);

        end.Containers.Should().ContainSingle().Which.SpecHash.Should().Be(SpecHasher.Hash(end.Bot!).Value);
        end.Containers[0].Phase.Should().Be(ContainerPhase.Running);
        end.Containers[0].Limits!.RestartPolicy.Should().Be(EngineRestartPolicy.UnlessStopped);
        end.Rollout.Should().BeNull();
    }));

    [Test]
    public void BadChange_EndsWithTheOldContainerServing(
        [Range(0, 2)] int change,
        [Values(NewContainer.EndsAtOnce, NewContainer.NeverBecomesReady)] NewContainer behaviour) => Check.One(Thorough, Prop.ForAll(Deaths, deaths =>
    {
        var end = Run(Changes[change], behaviour, deaths);

        var only = end.Containers.Should().ContainSingle().Which;
        only.Id.Should().Be("c1");
        only.Phase.Should().Be(ContainerPhase.Running);
        only.Limits!.Should().Be(DesiredLimits.Of(Scene.NewBot().Spec));
        end.Rollout!.Phase.Should().Be(RolloutPhase.RolledBack);
        end.Plan().Block!.Kind.Should().Be(PlanBlockKind.RolledBack);
    }));

    [Test]
    public void ManifestThatChangesItsMindInBetween_EndsWithWhatItSaysLast([Range(0, 2)] int first, [Range(0, 2)] int second, [Values] bool back) =>
        Check.One(Thorough, Prop.ForAll(Deaths, deaths =>
        {
            var engine = new ModelEngine(Scene.Converged.WithSpec(Changes[first]));
            foreach (var steps in deaths) engine.Apply(engine.Now.Plan(), steps);
            var (between, violations) = (engine.Now, engine.Violations);
            var next = new ModelEngine(back ? between with { Bot = Scene.NewBot() } : between.WithSpec(Changes[second]), engine);

            var end = Rest(next);

            violations.Concat(next.Violations).Should().BeEmpty();
            end.Containers.Should().ContainSingle().Which.SpecHash.Should().Be(SpecHasher.Hash(end.Bot!).Value);
            end.Rollout.Should().BeNull();
        }));

    private static Arbitrary<List<int>> Deaths { get; } = Gen.Choose(0, 12).ListOf(5).Select(list => list.ToList()).ToArbitrary();

    private static Scene Run(Func<BotSpec, BotSpec> change, NewContainer behaviour, List<int> deaths)
    {
        var engine = new ModelEngine(Scene.Converged.WithSpec(change), behaviour);
        foreach (var steps in deaths)
        {
            engine.Apply(engine.Now.Plan(), steps);
            engine.LetTimePass();
        }

        var end = Rest(engine);
        engine.Violations.Should().BeEmpty();
        return end;
    }

    private static Scene Rest(ModelEngine engine)
    {
        for (var passes = 0; passes < Passes; passes++)
        {
            var plan = engine.Now.Plan();
            if (plan is { IsNoop: true, LookAgainAfter: null }) return engine.Now;
            engine.Apply(plan);
            engine.LetTimePass();
        }

        throw new AssertionException("It does not come to rest.");
    }
}
