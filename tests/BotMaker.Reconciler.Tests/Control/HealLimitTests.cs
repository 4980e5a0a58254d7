using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Control;

[TestFixture]
public sealed class HealLimitTests
{
    private static readonly BotId Bot = BotId.Parse("a");
    private ManualTimeProvider _clock = null!;
    private HealLimit _limit = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _limit = new HealLimit(_clock);
    }

    [Test]
    public void TheFirstFive_AreFree()
    {
        for (var i = 0; i < HealLimit.Free; i++)
        {
            Remaining().Should().BeNull();
            Act();
        }

        Remaining().Should().Be(TimeSpan.FromSeconds(10));
    }

    [Test]
    public void FurtherOnes_WaitTwiceAsLongEach_FiveMinutesAtMost()
    {
        for (var i = 0; i < HealLimit.Free; i++) Act();
        var waits = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            waits.Add(Remaining()!.Value.TotalSeconds);
            _clock.Advance(Remaining()!.Value);
            Remaining().Should().BeNull();
            Act();
        }

        waits.Should().Equal(10, 20, 40, 80, 160, 300, 300);
    }

    [Test]
    public void AQuietTime_MakesItFreeAgain()
    {
        for (var i = 0; i < 9; i++) Act();

        _clock.Advance(HealLimit.Quiet);
        Act();

        Remaining().Should().BeNull();
    }

    [Test]
    public void AnotherReason_IsCountedAnew()
    {
        for (var i = 0; i < 9; i++) Act();

        _limit.Remaining(Bot, ActionReason.ContainerPaused).Should().BeNull();
    }

    [Test]
    public void AChangeOnPurpose_MakesItFreeAgain()
    {
        for (var i = 0; i < 9; i++) Act();

        _limit.Reset(Bot);

        Remaining().Should().BeNull();
    }

    private TimeSpan? Remaining() => _limit.Remaining(Bot, ActionReason.ContainerExited);

    private void Act() => _limit.Acted(Bot, ActionReason.ContainerExited);
}
