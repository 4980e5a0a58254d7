using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Reporting;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Reporting;

[TestFixture]
public sealed class EventLogTests
{
    private static readonly BotId A = BotId.Parse("a");
    private static readonly BotId B = BotId.Parse("b");

    private readonly ManualTimeProvider _clock = new();
    private EventLog _log = null!;

    [SetUp]
    public void Start() => _log = new EventLog(_clock);

    [Test]
    public void Repetition_IsCounted()
    {
        Add(A, "died");
        _clock.Advance(TimeSpan.FromMinutes(1));
        Add(A, "died");
        Add(A, "started");

        var events = _log.After(0, A);
        events.Select(happened => (happened.Message, happened.Count)).Should().Equal(("died", 2), ("started", 1));
        (events[0].LastAt - events[0].FirstAt).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Test]
    public void NoiseOfOneBot_DoesNotPushOutTheNewsOfAnother()
    {
        Add(B, "news");
        for (var i = 0; i < 1000; i++) Add(A, $"{i}");
        _log.After(0, A).Should().HaveCount(EventLog.PerBot);
        _log.After(0, B).Should().ContainSingle();
        _log.After(0).Should().HaveCount(EventLog.PerBot + 1).And.BeInAscendingOrder(happened => happened.Number);
    }

    [Test]
    public void InAll_ItIsBounded_AndTheOldestGoFirst()
    {
        var bots = Enumerable.Range(0, 1000).Select(i => BotId.Parse($"bot-{i}")).ToList();
        for (var i = 0; i < 60; i++)
        {
            foreach (var bot in bots) Add(bot, $"{i}");
        }

        var all = _log.After(0);
        all.Should().HaveCount(EventLog.InAll);
        all.Min(happened => happened.Number).Should().Be((60 * 1000) - EventLog.InAll + 1);
    }

    [Test]
    public void EndlessRepetition_CostsNothing()
    {
        Add(B, "old");
        for (var i = 0; i < 100_000; i++) Add(A, "same");
        _log.After(0, A).Should().ContainSingle().Which.Count.Should().Be(100_000);
        _log.After(0, B).Should().ContainSingle("it is old, but there is room");
    }

    [Test]
    public async Task Reader_WaitsForWhatComes()
    {
        Add(A, "one");
        _log.WaitAsync(0, CancellationToken.None).IsCompleted.Should().BeTrue();
        var wait = _log.WaitAsync(_log.Last, CancellationToken.None);
        wait.IsCompleted.Should().BeFalse();
        Add(B, "two");
        await wait;
        _log.After(1).Should().ContainSingle().Which.Bot.Should().Be(B);
    }

    private void Add(BotId bot, string message) => _log.Add(bot, BotEventKind.Engine, "reason", message);
}
