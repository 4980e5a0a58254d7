using System.Globalization;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class DirectoryLockTests
{
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
    public void Take_WhileHeld_NamesTheHolder()
    {
        using var first = DirectoryLock.Take(_data);

        var second = () => DirectoryLock.Take(_data);

        second.Should().Throw<DirectoryLockedException>()
            .Which.Owner.Should().Be(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Test]
    public void Take_AfterRelease_Succeeds()
    {
        DirectoryLock.Take(_data).Dispose();

        var again = () => DirectoryLock.Take(_data).Dispose();

        again.Should().NotThrow();
    }

    [Test]
    public void Take_LeftoverFileOfADeadProcess_IsNoObstacle()
    {
        File.WriteAllText(_data.Lock, "999999999999");

        DirectoryLock.Take(_data).Dispose();

        File.ReadAllText(_data.Lock).Should().Be(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }
}
