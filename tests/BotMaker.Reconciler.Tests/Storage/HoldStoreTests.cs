using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Record;
using BotMaker.Reconciler.Storage;
using BotMaker.Testing.Logging;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class HoldStoreTests
{
    private static readonly BotId Bot = BotId.Parse("a");

    private readonly ManualTimeProvider _clock = new();
    private readonly CapturingLoggerProvider _logs = new();
    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;

    [SetUp]
    public void Make()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
    }

    [TearDown]
    public void Remove() => _directory.Dispose();

    [Test]
    public void Put_IsThereAfterARestart()
    {
        Store().Put(Bot, For(minutes: 30));
        Store().PutFreeze(For(minutes: null));

        Store().Find(Bot).Should().Be(For(minutes: 30));
        Store().Freeze.Should().Be(For(minutes: null));
        Store().Bots.Keys.Should().Equal(Bot);
        (File.GetUnixFileMode(_data.Holds) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).Should().Be(UnixFileMode.None);
    }

    [Test]
    public void Hold_EndsByItself()
    {
        var store = Store();
        store.Put(Bot, For(minutes: 30));
        store.PutFreeze(For(minutes: 10));

        _clock.Advance(TimeSpan.FromMinutes(10));
        store.Freeze.Should().BeNull();
        store.Find(Bot).Should().NotBeNull();
        _clock.Advance(TimeSpan.FromMinutes(20));
        store.Find(Bot).Should().BeNull();
        store.Bots.Should().BeEmpty();
    }

    [Test]
    public void Release_TellsWhatEnded()
    {
        var store = Store();
        store.Put(Bot, For(minutes: 30));

        store.Release(Bot).Should().Be(For(minutes: 30));
        store.Release(Bot).Should().BeNull();
        store.Unfreeze().Should().BeNull();
        Store().Find(Bot).Should().BeNull();
    }

    [Test]
    public void DamagedRecord_FreezesTheFleet()
    {
        Store().Put(Bot, For(minutes: 30));
        File.WriteAllText(_data.Holds, "{ torn");

        var store = Store();

        store.Freeze!.Reason.Should().Contain("damaged").And.Contain(".corrupt-");
        store.Freeze.Until.Should().BeNull();
        Store().Freeze.Should().Be(store.Freeze, "a restart does not thaw it");
        _logs.Entries.Should().ContainSingle(entry => entry.Message.Contains("botmaker unfreeze", StringComparison.Ordinal));
        store.Unfreeze().Should().NotBeNull();
        Store().Freeze.Should().BeNull();
    }

    private HoldStore Store() => new(_data, _clock, new CapturingLogger<HoldStore>(_logs));

    private Hold For(int? minutes) => new()
    {
        By = "alice (uid 1000)",
        Since = _clock.GetUtcNow(),
        Until = minutes is { } span ? _clock.GetUtcNow().AddMinutes(span) : null,
        Reason = "debugging",
    };
}
