using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Observed;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Storage;
using BotMaker.Testing.Logging;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class BotRecordStoreTests
{
    private static readonly BotId Bot = BotId.Parse("support-bot");
    private readonly ManualTimeProvider _time = new();
    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;

    private AttemptRecord Attempt(int number) => new()
    {
        Number = number,
        SpecHash = "v1-abc",
        ContainerId = new string('a', 64),
        ImageId = "sha256:1",
        StoppedByUs = true,
        Fields = ValueMap.Of(("spec.image.reference", "bot:1"), ("spec.env.TZ", "UTC")),
        DecidedAt = _time.GetUtcNow(),
    };

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void Update_ThenANewStore_ReadsTheSameRecord()
    {
        var written = Store().Update(Bot, record => record with { LastAttempt = 3, Uid = 210_007, Attempts = [Attempt(2), Attempt(3)] });

        var again = Store();

        again.Get(Bot).Should().Be(written);
        again.KnownIds.Should().Equal(Bot);
        File.GetUnixFileMode(_data.Record(Bot)).Should().Be(AtomicFile.OwnerOnly);
    }

    [Test]
    public void Get_UnknownBot_IsEmptyAndLeavesNothingOnDisk()
    {
        var store = Store();

        store.Get(Bot).Should().Be(BotRecord.Empty);
        store.KnownIds.Should().BeEmpty();
        Directory.Exists(_data.Bot(Bot)).Should().BeFalse();
    }

    [TestCase("")]
    [TestCase("{\"lastAttempt\": 3, \"attem")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("{\"lastAttempt\":1,\"attempts\":[{}]}")]
    public void Open_DamagedRecord_IsMovedAsideReportedAndStopsNothing(string content)
    {
        Store().Update(Bot, record => record with { LastAttempt = 1 });
        File.WriteAllText(_data.Record(Bot), content);

        var store = Store();

        store.Get(Bot).Attempts.Count.Should().Be(0);
        store.NeedsRebuild(Bot).Should().BeTrue();
        var damage = store.Damaged.Should().ContainSingle().Which;
        damage.Bot.Should().Be(Bot);
        File.ReadAllText(damage.MovedTo).Should().Be(content);
        damage.MovedTo.Should().StartWith(_data.Record(Bot) + ".corrupt-");
        Store().Damaged.Should().BeEmpty("the repaired record is on disk");
    }

    [Test]
    public void Open_DamagedRecord_NeverUsesAnAttemptNumberAgain()
    {
        Store().Update(Bot, record => record with { LastAttempt = 9 });
        Directory.CreateDirectory(_data.Attempt(Bot, 9));
        File.WriteAllText(_data.Record(Bot), "torn");

        Store().Get(Bot).LastAttempt.Should().Be(9);
    }

    [Test]
    public void Rebuild_FromContainers_KnowsTheirAttemptsAgain()
    {
        Store().Update(Bot, record => record with { LastAttempt = 1 });
        File.WriteAllText(_data.Record(Bot), "torn");
        var store = Store();

        store.Rebuild(Bot, [Container(5, ContainerOwnership.Unrecorded), Container(4, ContainerOwnership.Ours), Container(8, ContainerOwnership.Foreign)], _time.GetUtcNow());

        store.Get(Bot).LastAttempt.Should().Be(5);
        store.Get(Bot).Attempts.Select(attempt => attempt.Number).Should().Equal(4, 5);
        store.Get(Bot).Find(5)!.ContainerId.Should().Be(Container(5, ContainerOwnership.Ours).Id);
        store.NeedsRebuild(Bot).Should().BeFalse();
        Store().Get(Bot).Should().Be(store.Get(Bot));
    }

    [Test]
    public void Forget_ThenANewStore_KnowsNothing()
    {
        var store = Store();
        store.Update(Bot, record => record with { LastAttempt = 1 });

        store.Forget(Bot);

        store.KnownIds.Should().BeEmpty();
        Store().KnownIds.Should().BeEmpty();
    }

    [Test]
    public void Uid_OfEachBot_IsItsOwnAndKept()
    {
        var store = Store();
        var uids = new UidAllocator(store, 100, 102);

        var first = uids.For(BotId.Parse("a"));
        var second = uids.For(BotId.Parse("b"));

        new[] { first, second, uids.For(BotId.Parse("a")) }.Should().Equal(100, 101, 100);
        new UidAllocator(Store(), 100, 102).For(BotId.Parse("b")).Should().Be(101);
    }

    [Test]
    public void Uid_OfAForgottenBotWithAHome_IsNotGivenToAnotherAndComesBackWithIt()
    {
        var store = Store();
        var uid = new UidAllocator(store, 100, 110).For(Bot);
        Directory.CreateDirectory(_data.Home(Bot));
        if (!Posix.TryChangeOwner(_data.Home(Bot), uid, uid)) Assert.Ignore("needs CAP_CHOWN");
        store.Forget(Bot);

        var uids = new UidAllocator(Store(), 100, 110);

        uids.For(BotId.Parse("other")).Should().NotBe(uid);
        uids.For(Bot).Should().Be(uid);
    }

    [Test]
    public void Uid_RangeUsedUp_SaysWhichOption()
    {
        var uids = new UidAllocator(Store(), 100, 100);
        uids.For(BotId.Parse("a"));

        var next = () => uids.For(BotId.Parse("b"));

        next.Should().Throw<UidRangeExhaustedException>().WithMessage("*Security:UidRange*");
    }

    [Test]
    public void Uid_ManyAtOnce_AreAllDifferent()
    {
        var uids = new UidAllocator(Store(), 1, 64);
        var given = new int[64];

        Parallel.For(0, 64, i => given[i] = uids.For(BotId.Parse($"bot-{i}")));

        given.Should().OnlyHaveUniqueItems();
    }

    private static ObservedContainer Container(int attempt, ContainerOwnership ownership) => new()
    {
        Id = new string((char)('a' + attempt), 64),
        Name = $"botmaker-support-bot-{attempt}",
        Ownership = ownership,
        Phase = ContainerPhase.Running,
        Attempt = attempt,
        SpecHash = "v1-x",
    };

    private BotRecordStore Store() => new(_data, _time, new CapturingLogger<BotRecordStore>());
}
