using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Tests.Daemon;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Control;

[TestFixture]
public sealed class LoopBreakerTests
{
    private static readonly HealedDifference Paused = new(["state: wanted running, found paused"]);
    private static readonly HealedDifference Renamed = new(["name: wanted a, found b"]);

    private ManualTimeProvider _clock = null!;
    private LoopBreaker _breaker = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _breaker = new LoopBreaker(_clock);
    }

    [Test]
    public void TheFirstFive_ArePutRight_TheSixthIsNot()
    {
        for (var i = 0; i < LoopBreaker.MaxHeals; i++) Heal(Paused).Should().BeNull();

        Heal(Paused).Should().Be(_clock.GetUtcNow() + LoopBreaker.Window);
    }

    [Test]
    public void SlowerThanTheWindow_NeverTrips()
    {
        for (var i = 0; i < 30; i++)
        {
            Heal(Paused).Should().BeNull();
            _clock.Advance(TimeSpan.FromMinutes(2.1));
        }
    }

    [Test]
    public void Tripped_EndsAfterTheWindowAndStartsAnew()
    {
        for (var i = 0; i < LoopBreaker.MaxHeals; i++) Heal(Paused);
        var until = Heal(Paused);

        _clock.Advance(TimeSpan.FromMinutes(9.9));
        Heal(Paused).Should().Be(until, "it is one trip, not a new one with each look");
        _clock.Advance(TimeSpan.FromMinutes(0.1));
        for (var i = 0; i < LoopBreaker.MaxHeals; i++) Heal(Paused).Should().BeNull();
        Heal(Paused).Should().NotBeNull();
    }

    [Test]
    public void AnotherDifference_IsCountedByItself()
    {
        for (var i = 0; i < LoopBreaker.MaxHeals; i++) Heal(Paused);
        Heal(Paused).Should().NotBeNull();

        Heal(Renamed).Should().BeNull();
        Heal(Paused).Should().NotBeNull();
    }

    [Test]
    public void ChangedManifest_EndsIt()
    {
        for (var i = 0; i <= LoopBreaker.MaxHeals; i++) Heal(Paused);

        Heal(Paused, generation: 2).Should().BeNull();
    }

    [Test]
    public void SomebodysWord_EndsIt()
    {
        for (var i = 0; i <= LoopBreaker.MaxHeals; i++) Heal(Paused);

        _breaker.Reset(BotId.Parse("a"));

        Heal(Paused).Should().BeNull();
    }

    private DateTimeOffset? Heal(HealedDifference what, long generation = 1)
    {
        var intent = new BotIntent { Id = BotId.Parse("a"), Presence = DesiredPresence.Present, Bot = FakeBotSource.Bot("a") with { Generation = generation } };
        var trip = _breaker.Trip(intent, what);
        if (trip is null) _breaker.Healed(intent, what);
        return trip;
    }
}
