using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace BotMaker.Reconciler.Core.Tests.Planning;

/// <summary>A fleet of numbered bots whose manifests come and go, and the journal that the guard keeps of it.</summary>
[TestFixture]
public sealed class RemovalGuardTests
{
    private static readonly RemovalLimits Limits = new(Grace: TimeSpan.FromSeconds(30), MaxCount: 10, MaxShare: 0.5, Window: TimeSpan.FromMinutes(10));

    [Test]
    public void OneBotGone_WaitsItsGraceFromTheFirstLook()
    {
        var journal = Review(RemovalJournal.Empty, fleet: 3, gone: 1, minutes: 0);
        journal = Review(journal, fleet: 3, gone: 1, minutes: 5);

        RemovalGuard.Judge(journal, Bot(0), Limits).Should().Be(new RemovalVerdict(At(0), At(0) + Limits.Grace));
        RemovalGuard.Judge(journal, Bot(1), Limits).Should().BeNull();
    }

    [Test]
    public void BackInTime_NothingIsRemembered() =>
        Review(Review(RemovalJournal.Empty, fleet: 3, gone: 1, minutes: 0), fleet: 3, gone: 0, minutes: 1).Should().Be(RemovalJournal.Empty);

    [TestCase(2, 1, false, TestName = "{m}(1 of 2: a half is not more than a half)")]
    [TestCase(1, 1, false, TestName = "{m}(1 of 1: a single bot is nobody's majority)")]
    [TestCase(3, 2, true, TestName = "{m}(2 of 3)")]
    [TestCase(100, 3, false, TestName = "{m}(3 of 100)")]
    [TestCase(100, 10, false, TestName = "{m}(10 of 100)")]
    [TestCase(100, 11, true, TestName = "{m}(11 of 100)")]
    [TestCase(20, 10, false, TestName = "{m}(10 of 20)")]
    [TestCase(19, 10, true, TestName = "{m}(10 of 19)")]
    public void SoManyGoneAtOnce_TripOrNot(int fleet, int gone, bool trips)
    {
        var journal = Review(RemovalJournal.Empty, fleet, gone, minutes: 0);

        (journal.TrippedAt is not null).Should().Be(trips);
        (RemovalGuard.Judge(journal, Bot(0), Limits)!.BlockedBy is not null).Should().Be(trips);
    }

    [Test]
    public void RemovedLately_CountWithTheNextOnes()
    {
        var journal = Review(RemovalJournal.Empty, fleet: 100, gone: 8, minutes: 0);
        journal = Deleted(journal, fleet: 100, first: 8, minutes: 1);
        journal.Removed.Count.Should().Be(8);

        Review(journal, fleet: 100, gone: 11, minutes: 2, deleted: 8).Cause.Should().Contain("11 of 100");
    }

    [Test]
    public void RemovedBeforeTheWindow_DoNotCount()
    {
        var journal = Deleted(Review(RemovalJournal.Empty, fleet: 100, gone: 8, minutes: 0), fleet: 100, first: 8, minutes: 1);

        Review(journal, fleet: 100, gone: 13, minutes: 12, deleted: 8).TrippedAt.Should().BeNull();
    }

    [Test]
    public void Tripped_TimeAloneLetsNothingThrough()
    {
        var journal = Deleted(Review(RemovalJournal.Empty, fleet: 100, gone: 8, minutes: 0), fleet: 100, first: 8, minutes: 1);
        journal = Review(journal, fleet: 100, gone: 13, minutes: 2, deleted: 8);

        journal = Review(journal, fleet: 100, gone: 13, minutes: 600, deleted: 8);

        journal.TrippedAt.Should().Be(At(2));
        RemovalGuard.Judge(journal, Bot(10), Limits)!.BlockedBy.Should().NotBeNull();
    }

    [Test]
    public void Tripped_SomeFilesBack_TheRestStaysBlocked()
    {
        var journal = Review(Review(RemovalJournal.Empty, fleet: 20, gone: 15, minutes: 0), fleet: 20, gone: 2, minutes: 1);

        RemovalGuard.Judge(journal, Bot(0), Limits)!.BlockedBy.Should().NotBeNull();
        RemovalGuard.Unconfirmed(journal).Should().Equal("bot-0", "bot-1");
    }

    [Test]
    public void Tripped_AllFilesBack_IsOver() =>
        Review(Review(RemovalJournal.Empty, fleet: 20, gone: 15, minutes: 0), fleet: 20, gone: 0, minutes: 1).Should().Be(RemovalJournal.Empty);

    [Test]
    public void Confirmed_ThatSetGoesAndCountsNoMore()
    {
        var journal = Review(RemovalJournal.Empty, fleet: 20, gone: 15, minutes: 0);
        journal = Review(RemovalGuard.Confirm(journal, RemovalGuard.Unconfirmed(journal)), fleet: 20, gone: 15, minutes: 1);

        journal.TrippedAt.Should().BeNull();
        Enumerable.Range(0, 15).Should().OnlyContain(n => RemovalGuard.Judge(journal, Bot(n), Limits)!.BlockedBy == null);
        Deleted(journal, fleet: 20, first: 15, minutes: 2).Removed.Count.Should().Be(0);
    }

    [Test]
    public void GoneAfterTheConfirmation_IsNotConfirmed()
    {
        var journal = Review(RemovalJournal.Empty, fleet: 20, gone: 12, minutes: 0);
        journal = Review(RemovalGuard.Confirm(journal, RemovalGuard.Unconfirmed(journal)), fleet: 20, gone: 20, minutes: 1);

        RemovalGuard.Unconfirmed(journal).Should().HaveCount(8);
        journal.TrippedAt.Should().BeNull("8 of 20 are below both limits");
    }

    [Test]
    public void BackAndGoneAgain_IsNotConfirmedAnyMore()
    {
        var journal = Review(RemovalJournal.Empty, fleet: 20, gone: 15, minutes: 0);
        journal = Review(RemovalGuard.Confirm(journal, RemovalGuard.Unconfirmed(journal)), fleet: 20, gone: 0, minutes: 1);
        journal = Review(journal, fleet: 20, gone: 15, minutes: 2);

        journal.TrippedAt.Should().Be(At(2));
    }

    [Test]
    public void Token_StandsForTheSetAndNotForItsOrder()
    {
        RemovalGuard.Token(["a", "b"]).Should().Be(RemovalGuard.Token(["b", "a"])).And.HaveLength(12);
        RemovalGuard.Token(["a", "b"]).Should().NotBe(RemovalGuard.Token(["a"])).And.NotBe(RemovalGuard.Token(["a-b"]));
    }

    /// <summary>However files come and go, no more bots than the limits allow are let through within a window.</summary>
    [Test]
    public void AnyCourseOfEvents_LetsNoMoreThroughThanTheLimits() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260906UL, 11UL), Prop.ForAll(Gen.Choose(0, 15).ListOf(40).ToArbitrary(), steps =>
        {
            var (journal, alive) = (RemovalJournal.Empty, Enumerable.Range(0, 60).Select(Bot).ToHashSet());
            var (gone, log) = (new HashSet<BotId>(), new List<DateTimeOffset>());
            var minute = 0;
            foreach (var step in steps)
            {
                minute++;
                if (step < 3) gone.Clear();
                else gone.UnionWith(alive.Except(gone).Order().Take(step % 6));
                journal = RemovalGuard.Review(journal, gone, alive.Except(gone).ToHashSet(), Limits, At(minute));
                foreach (var id in gone.Where(id => RemovalGuard.Judge(journal, id, Limits) is { BlockedBy: null } verdict && verdict.DueAt <= At(minute)).ToList())
                {
                    gone.Remove(id);
                    alive.Remove(id);
                    log.Add(At(minute));
                }

                log.Count(at => At(minute) - at < Limits.Window).Should().BeLessThanOrEqualTo(Limits.MaxCount);
            }
        }));

    private static DateTimeOffset At(int minutes) => Scene.Now + TimeSpan.FromMinutes(minutes);

    private static BotId Bot(int number) => BotId.Parse($"bot-{number}");

    /// <summary>A scan without the manifests of the first ones, of which some are deleted already.</summary>
    private static RemovalJournal Review(RemovalJournal before, int fleet, int gone, int minutes, int deleted = 0) => RemovalGuard.Review(
        before,
        Enumerable.Range(deleted, gone - deleted).Select(Bot).ToHashSet(),
        Enumerable.Range(gone, fleet - gone).Select(Bot).ToHashSet(),
        Limits,
        At(minutes));

    private static RemovalJournal Deleted(RemovalJournal before, int fleet, int first, int minutes) => Review(before, fleet, first, minutes, deleted: first);
}
