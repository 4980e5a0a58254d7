using System.Diagnostics;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Reporting;

namespace BotMaker.Reconciler.Tests.Reporting;

[TestFixture]
public sealed class StatusBoardTests
{
    private readonly StatusBoard _board = new();

    [SetUp]
    public void Clear()
    {
        foreach (var id in _board.Snapshot().Bots.Keys) _board.Remove(id);
    }

    [Test]
    public void Publish_ShowsTheBotInANewSnapshot()
    {
        var before = _board.Snapshot();
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), Sample.Noop("a"));

        before.Bots.Should().BeEmpty("a snapshot never changes");
        _board.Snapshot().Version.Should().Be(before.Version + 1);
        _board.Find(BotId.Parse("a"))!.Status.Should().Be(Sample.Status("a"));
    }

    [Test]
    public void PublishOfAnEqualEntry_ChangesNothing()
    {
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), Sample.Noop("a"));
        var before = _board.Snapshot();
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), Sample.Noop("a"));

        _board.Snapshot().Should().BeSameAs(before);
    }

    [Test]
    public void PublishOfAnotherStatusIntentOrPlan_IsShown()
    {
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), Sample.Noop("a"));
        var version = _board.Snapshot().Version;
        _board.Publish(Sample.Intent("a"), Sample.Status("a", BotPhase.Starting), Sample.Noop("a"));
        _board.Publish(Sample.Intent("a", "bot:2"), Sample.Status("a", BotPhase.Starting), Sample.Noop("a"));
        _board.Publish(Sample.Intent("a", "bot:2"), Sample.Status("a", BotPhase.Starting), plan: null);

        _board.Snapshot().Version.Should().Be(version + 3);
        _board.Find(BotId.Parse("a"))!.Plan.Should().BeNull();
    }

    [Test]
    public void Remove_TakesTheBotAwayOnce()
    {
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), null);
        _board.Remove(BotId.Parse("a"));
        var gone = _board.Snapshot();
        _board.Remove(BotId.Parse("a"));

        gone.Bots.Should().BeEmpty();
        _board.Snapshot().Should().BeSameAs(gone);
    }

    [Test]
    public void Snapshot_IsInTheOrderOfIds()
    {
        foreach (var name in (string[])["c", "a", "b"]) _board.Publish(Sample.Intent(name), Sample.Status(name), null);
        _board.Snapshot().Bots.Keys.Select(id => id.Value).Should().Equal("a", "b", "c");
    }

    [Test, CancelAfter(10_000)]
    public async Task WaitForChange_CompletesWithTheNextChangeAndNotBefore(CancellationToken cancellationToken)
    {
        var seen = _board.Snapshot().Version;
        var wait = _board.WaitForChangeAsync(seen, cancellationToken);
        wait.IsCompleted.Should().BeFalse();
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), null);

        (await wait).Bots.Keys.Should().Equal(BotId.Parse("a"));
        _board.WaitForChangeAsync(seen, cancellationToken).IsCompleted.Should().BeTrue("it has changed already");
    }

    [Test, CancelAfter(10_000)]
    public async Task WaitForChange_OfAWatcherThatLeaves_DoesNotDisturbOthers(CancellationToken cancellationToken)
    {
        using var leaves = new CancellationTokenSource();
        var left = _board.WaitForChangeAsync(_board.Snapshot().Version, leaves.Token);
        var stays = _board.WaitForChangeAsync(_board.Snapshot().Version, cancellationToken);
        await leaves.CancelAsync();
        _board.Publish(Sample.Intent("a"), Sample.Status("a"), null);

        await left.Invoking(async wait => await wait).Should().ThrowAsync<OperationCanceledException>();
        (await stays).Bots.Should().HaveCount(1);
    }

    [Test]
    public void Publish_SharesEveryOtherEntryWithTheSnapshotBefore()
    {
        for (var i = 0; i < 1000; i++) _board.Publish(Sample.Intent($"b{i}"), Sample.Status($"b{i}"), null);
        var before = _board.Snapshot();
        _board.Publish(Sample.Intent("b7"), Sample.Status("b7", BotPhase.Degraded), null);

        var changed = _board.Snapshot().Bots.Where(bot => !ReferenceEquals(before.Bots[bot.Key], bot.Value)).Select(bot => bot.Key.Value);
        changed.Should().Equal("b7");
    }

    [Test]
    public void Publish_Of10000Bots_DoesNotGrowWithTheSquareOfTheFleet()
    {
        // A copy of the whole map per publish would be 10,000 times 10,000 entries: seconds, not milliseconds, and 2 GB of garbage.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (intent, status) = (Sample.Intent("x"), Sample.Status("x"));
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10_000; i++)
        {
            var id = BotId.Parse($"b{i}");
            _board.Publish(intent with { Id = id }, status with { Id = id }, null);
        }

        TestContext.Out.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(50_000_000);
    }
}
