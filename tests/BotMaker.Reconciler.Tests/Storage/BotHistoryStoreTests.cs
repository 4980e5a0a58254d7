using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Storage;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class BotHistoryStoreTests
{
    private static readonly BotId Bot = BotId.Parse("support-bot");
    private readonly ManualTimeProvider _time = new();
    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void Begin_ElevenTimes_KeepsTheLastTen()
    {
        var history = new BotHistoryStore(_data, _time);

        for (var attempt = 1; attempt <= 11; attempt++) history.Begin(Bot, Entry(attempt));

        new BotHistoryStore(_data, _time).Get(Bot).Select(entry => entry.Attempt).Should().Equal(Enumerable.Range(2, 10));
    }

    [Test]
    public void Begin_WhileOneIsInProgress_SupersedesIt()
    {
        var history = new BotHistoryStore(_data, _time);
        history.Begin(Bot, Entry(1));

        history.Begin(Bot, Entry(2));

        history.Get(Bot).Select(entry => entry.Outcome).Should().Equal(RevisionOutcome.Superseded, RevisionOutcome.InProgress);
    }

    [Test]
    public void End_InProgress_GetsOutcomeTimeAndReason()
    {
        var history = new BotHistoryStore(_data, _time);
        history.Begin(Bot, Entry(1));
        _time.Advance(TimeSpan.FromSeconds(7));

        history.End(Bot, RevisionOutcome.Failed, "no such image");
        history.End(Bot, RevisionOutcome.Succeeded, reason: null);

        var entry = new BotHistoryStore(_data, _time).Get(Bot).Should().ContainSingle().Which;
        entry.Outcome.Should().Be(RevisionOutcome.Failed, "an ended revision is not ended twice");
        entry.Reason.Should().Be("no such image");
        (entry.FinishedAt - entry.StartedAt).Should().Be(TimeSpan.FromSeconds(7));
    }

    [Test]
    public void Get_DamagedFile_IsEmptyAndMovedAside()
    {
        _data.EnsureBot(Bot);
        File.WriteAllText(_data.History(Bot), "[");

        new BotHistoryStore(_data, _time).Get(Bot).Should().BeEmpty();

        Directory.EnumerateFiles(_data.Bot(Bot)).Should().ContainSingle().Which.Should().Contain("history.json.corrupt-");
    }

    private RevisionEntry Entry(int attempt) => new()
    {
        Hash = "v1-x",
        Attempt = attempt,
        Class = ChangeClass.Recreate,
        StartedAt = _time.GetUtcNow(),
        Outcome = RevisionOutcome.InProgress,
    };
}
