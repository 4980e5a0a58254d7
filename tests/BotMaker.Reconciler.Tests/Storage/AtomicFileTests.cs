using System.Text;
using BotMaker.Reconciler.Storage;

namespace BotMaker.Reconciler.Tests.Storage;

[TestFixture]
public sealed class AtomicFileTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void Write_NewFile_HasContentAndMode()
    {
        AtomicFile.Write(_directory["a.json"], "content"u8);

        File.ReadAllText(_directory["a.json"]).Should().Be("content");
        File.GetUnixFileMode(_directory["a.json"]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public void Write_OverAFile_ReplacesItAndItsMode()
    {
        File.WriteAllText(_directory["a.json"], "old and longer");
        File.SetUnixFileMode(_directory["a.json"], (UnixFileMode)0b110_110_110);

        AtomicFile.Write(_directory["a.json"], "new"u8);

        File.ReadAllText(_directory["a.json"]).Should().Be("new");
        File.GetUnixFileMode(_directory["a.json"]).Should().Be(AtomicFile.OwnerOnly);
    }

    [Test]
    public void Write_OverAFileThatIsOpen_LeavesTheReaderItsOldContent()
    {
        File.WriteAllText(_directory["a.json"], "old");
        using var reader = new StreamReader(_directory["a.json"]);

        AtomicFile.Write(_directory["a.json"], "new"u8);

        reader.ReadToEnd().Should().Be("old");
    }

    [Test]
    public void Write_ThatCannotBeFinished_LeavesTheOldFileAndNoTemporaryOne()
    {
        Directory.CreateDirectory(_directory["target"]);
        File.WriteAllText(Path.Combine(_directory["target"], "inside"), "x");

        var write = () => AtomicFile.Write(_directory["target"], "new"u8);

        write.Should().Throw<IOException>();
        Directory.EnumerateFileSystemEntries(_directory.Path).Select(Path.GetFileName).Should().Equal("target");
    }

    [Test]
    public void Write_FromManyThreads_LeavesOneWholeContent()
    {
        var contents = Enumerable.Range(0, 16).Select(i => new string((char)('a' + i), 4096)).ToArray();

        Parallel.ForEach(contents, content => AtomicFile.Write(_directory["a"], Encoding.ASCII.GetBytes(content)));

        contents.Should().Contain(File.ReadAllText(_directory["a"]));
        Directory.EnumerateFiles(_directory.Path).Should().ContainSingle();
    }
}
