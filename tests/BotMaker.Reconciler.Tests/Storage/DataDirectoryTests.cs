using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class DataDirectoryTests
{
    private TemporaryDirectory _directory = null!;

    private DataOptions Options => new() { Directory = _directory["data"], RuntimeDirectory = _directory["run"] };

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void Open_NothingThere_MakesPrivateDirectories()
    {
        var data = DataDirectory.Open(Options);

        foreach (var path in new[] { data.Root, data.Bots, data.Trash, data.GeneratedSecrets, data.RuntimeSecrets })
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, path);
        File.GetUnixFileMode(data.Runtime).Should().HaveFlag(UnixFileMode.OtherExecute, "the socket inside must be reachable").And.NotHaveFlag(UnixFileMode.OtherRead);
    }

    [Test]
    public void Open_DirectoryOpenToOthers_IsTightened()
    {
        Directory.CreateDirectory(_directory["data"], (UnixFileMode)0b111_111_101);

        var data = DataDirectory.Open(Options);

        File.GetUnixFileMode(data.Root).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Test]
    public void Open_AFileInItsPlace_SaysWhatToDo()
    {
        File.WriteAllText(_directory["data"], "");

        var open = () => DataDirectory.Open(Options);

        open.Should().Throw<DataDirectoryException>().WithMessage($"*{_directory["data"]}*mode 0700*");
    }

    [Test]
    public void Paths_OfABot_StandBelowItsOwnDirectory()
    {
        var data = DataDirectory.Open(Options);
        var id = BotId.Parse("support-bot");

        new[] { data.Record(id), data.History(id), data.Home(id), data.Attempt(id, 3) }
            .Should().OnlyContain(path => path.StartsWith(data.Bot(id) + "/", StringComparison.Ordinal));
        data.Attempt(id, 3).Should().EndWith("/attempts/3");
    }
}
