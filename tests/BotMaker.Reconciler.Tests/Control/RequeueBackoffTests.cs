using BotMaker.Reconciler.Control;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Control;

[TestFixture]
public sealed class RequeueBackoffTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Next_InARow_DoublesFromOneSecondToFiveMinutes()
    {
        var backoff = new RequeueBackoff<string>(_time, () => 0.5);

        Enumerable.Range(0, 12).Select(_ => backoff.Next("a").TotalSeconds)
            .Should().Equal(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300);
    }

    [TestCase(0.0, 0.8)]
    [TestCase(1.0, 1.2)]
    public void Next_IsSpreadByTwentyPercent(double random, double seconds)
    {
        var backoff = new RequeueBackoff<string>(_time, () => random);

        backoff.Next("a").TotalSeconds.Should().BeApproximately(seconds, 1e-9);
    }

    [Test]
    public void Next_AfterAThousandFailures_IsStillFiveMinutes()
    {
        var backoff = new RequeueBackoff<string>(_time, () => 0.5);
        for (var i = 0; i < 1000; i++) backoff.Next("a");

        backoff.Next("a").Should().Be(RequeueBackoff<string>.Longest);
    }

    [Test]
    public void Reset_StartsFromTheBeginning_AndOnlyForThatKey()
    {
        var backoff = new RequeueBackoff<string>(_time, () => 0.5);
        backoff.Next("a");
        backoff.Next("b");

        backoff.Reset("a");

        backoff.Next("a").Should().Be(TimeSpan.FromSeconds(1));
        backoff.Next("b").Should().Be(TimeSpan.FromSeconds(2));
    }

    [Test]
    public void Remaining_CountsDownToNull()
    {
        var backoff = new RequeueBackoff<string>(_time, () => 0.5);
        backoff.Remaining("a").Should().BeNull();
        backoff.Next("a");
        backoff.Next("a");

        _time.Advance(TimeSpan.FromSeconds(1.5));
        backoff.Remaining("a").Should().Be(TimeSpan.FromSeconds(0.5));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        backoff.Remaining("a").Should().BeNull();
    }

    [Test]
    public void Next_WithALowerLimit_WaitsAtLeastThatLong()
    {
        var backoff = new RequeueBackoff<string>(_time, () => 0.5);

        backoff.Next("a", TimeSpan.FromSeconds(30)).Should().Be(TimeSpan.FromSeconds(30));
    }
}
