using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;

namespace BotMaker.Reconciler.Core.Tests.Planning;

[TestFixture]
public sealed class SpecHasherTests
{
    public static IEnumerable<TestCaseData> Golden()
    {
        yield return new TestCaseData(Scene.NewBot(), "v1-3184754e1e69a8c20fa3df6d57372e34").SetName("{m}(defaults)");
        yield return new TestCaseData(FullBot.Bot, "v1-59a3178bec7fd456b45cb386f0f6f419").SetName("{m}(every field)");
        yield return new TestCaseData(Scene.NewBot(s => s with { Gateway = new GatewaySpec { Bind = GatewayBind.Lan, Publish = new PublishSpec("127.0.0.1", 19101) } }), "v1-135cc30a0312f4ab933f4e35f0c83f6c").SetName("{m}(published)");
        yield return new TestCaseData(Scene.NewBot(s => s with { Env = ValueMap.Of(("GREETING", "Grüße \U0001F916\n\0\"'"), ("EMPTY", "")) }), "v1-c941fd200905afaa75a1055d2d651fc0").SetName("{m}(any text)");
        yield return new TestCaseData(Scene.NewBot(s => s with { Health = new HealthSpec { Interval = TimeSpan.FromMilliseconds(1500) }, Termination = new TerminationSpec { GracePeriod = TimeSpan.Zero } }), "v1-1739225f6de1161503b5b455a986a0f9").SetName("{m}(times)");
    }

    /// <summary>These never change. A change here restarts every bot of every fleet at its next upgrade: bump the version instead, and say so in an ADR.</summary>
    [TestCaseSource(nameof(Golden))]
    public void Hash_IsPinned(DesiredBot bot, string hash) => SpecHasher.Hash(bot).Value.Should().Be(hash);

    [Test]
    public void Hash_HasAVersionAnd32Digits() => SpecHasher.Hash(FullBot.Bot).ToString().Should().MatchRegex("^v1-[0-9a-f]{32}$");

    [Test]
    public void Hash_IsOfTheValue() => SpecHasher.Hash(FullBot.Bot with { Spec = FullBot.Bot.Spec with { Env = ValueMap.Of(("TZ", "Europe/Berlin")) } }).Should().Be(SpecHasher.Hash(FullBot.Bot));

    [Test]
    public void Provenance_GenerationAndAnnotations_AreNotHashed() =>
        SpecHasher.Hash(FullBot.Bot with { Source = new Provenance { File = "moved.yaml", Line = 7 }, Generation = 9, Annotations = ValueMap.Of(("a", "b")) })
            .Should().Be(SpecHasher.Hash(FullBot.Bot));

    [Test]
    public void OrderOfEntries_DoesNotMatter() =>
        Hash(ValueMap.Of(("A", "1"), ("B", "2"))).Should().Be(Hash(ValueMap.Of(("B", "2"), ("A", "1"))));

    [Test]
    public void NeighbouringTexts_DoNotRunTogether()
    {
        Hash(ValueMap.Of(("A", "1"), ("AB", ""))).Should().NotBe(Hash(ValueMap.Of(("A", ""), ("AB", "1"))));
        Hash(ValueMap.Of(("A", "14:spec.env.B1:2"))).Should().NotBe(Hash(ValueMap.Of(("A", "1"), ("B", "2"))));
        Hash(ValueMap.Of(("A", ""))).Should().NotBe(Hash(default), "set to nothing is not unset");
    }

    [Test]
    public void LimitsInForce_AreNotHashed() =>
        SpecHasher.Hash(Scene.NewBot(s => s with { Resources = new ResourceSpec { MemoryBytes = null, NanoCpus = null, Pids = 1 } })).Should().Be(SpecHasher.Hash(Scene.NewBot()));

    [TestCase(null, true)]
    [TestCase("v1-00000000000000000000000000000000", true)]
    [TestCase("v2-00000000000000000000000000000000", false)]
    [TestCase("v10-00000000000000000000000000000000", false)]
    [TestCase("", false)]
    public void OnlyAHashOfThisVersion_SaysSomething(string? hash, bool comparable) => SpecHasher.IsComparable(hash).Should().Be(comparable);

    private static string Hash(ValueMap<string> env) => SpecHasher.Hash(Scene.NewBot(s => s with { Env = env })).Value;
}
