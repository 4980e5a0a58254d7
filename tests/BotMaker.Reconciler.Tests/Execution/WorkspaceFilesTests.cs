using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Tests.Daemon;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;
using BotMaker.Testing.Time;

namespace BotMaker.Reconciler.Tests.Execution;

/// <summary>Files in a home that the bot controls.</summary>
[TestFixture]
public sealed class WorkspaceFilesTests
{
    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;
    private WorkspaceFiles _files = null!;
    private string _home = null!;
    private string _outside = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
        var records = new BotRecordStore(_data, new ManualTimeProvider(), new CapturingLogger<BotRecordStore>());
        var directories = new BotDirectories(_data, new UidAllocator(records, 210_000, 219_999), new CapturingLogger<BotDirectories>());
        _files = new WorkspaceFiles(_data, directories);
        _data.EnsureBot(Bot(default).Id);
        _home = Directory.CreateDirectory(_data.Home(Bot(default).Id)).FullName;
        _outside = Directory.CreateDirectory(_directory["outside"]).FullName;
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void MissingFiles_AreWrittenForTheBotAlone()
    {
        _files.Write(Bot(ValueMap.Of(("AGENTS.md", Seed("one")), ("skills/notes/a.md", Enforce("two"))))).Should().BeNull();

        File.ReadAllText(In("AGENTS.md")).Should().Be("one");
        File.ReadAllText(In("skills/notes/a.md")).Should().Be("two");
        File.GetUnixFileMode(In("AGENTS.md")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(In("skills")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.EnumerateFiles(In("."), ".*").Should().BeEmpty("nothing half-written is left");
    }

    [Test]
    public void WhatTheBotChanged_SeedLeavesAndEnforcePutsBack()
    {
        var bot = Bot(ValueMap.Of(("SOUL.md", Seed("given")), ("AGENTS.md", Enforce("given"))));
        _files.Write(bot);
        File.WriteAllText(In("SOUL.md"), "the bot's own");
        File.WriteAllText(In("AGENTS.md"), "the bot's own");

        _files.Differences(bot).Should().Equal(new FieldChange("workspace#AGENTS.md", null, "as given", ChangeClass.Live));
        _files.Write(bot).Should().BeNull();

        File.ReadAllText(In("SOUL.md")).Should().Be("the bot's own");
        File.ReadAllText(In("AGENTS.md")).Should().Be("given");
        _files.Differences(bot).Should().BeEmpty();
    }

    [Test]
    public void LinkInPlaceOfADirectory_IsRefused_AndNothingIsWrittenThroughIt()
    {
        Directory.CreateDirectory(In("."));
        Directory.CreateSymbolicLink(In("skills"), _outside);

        var refused = _files.Write(Bot(ValueMap.Of(("skills/a.md", Enforce("x")))));

        refused!.Failure.Reason.Should().Be("WorkspaceRefused");
        Directory.EnumerateFileSystemEntries(_outside).Should().BeEmpty();
    }

    [Test]
    public void WorkspaceThatIsALink_IsRefused()
    {
        Directory.CreateSymbolicLink(Path.Combine(_home, "workspace"), _outside);

        _files.Write(Bot(ValueMap.Of(("a.md", Seed("x")))))!.Failure.Reason.Should().Be("WorkspaceRefused");

        Directory.EnumerateFileSystemEntries(_outside).Should().BeEmpty();
    }

    [Test]
    public void LinkInPlaceOfAFile_IsReplacedByEnforce_AndItsTargetStays()
    {
        var target = Path.Combine(_outside, "host.conf");
        File.WriteAllText(target, "host");
        Directory.CreateDirectory(In("."));
        File.CreateSymbolicLink(In("a.md"), target);
        File.CreateSymbolicLink(In("b.md"), target);

        _files.Write(Bot(ValueMap.Of(("a.md", Enforce("x")), ("b.md", Seed("y"))))).Should().BeNull();

        File.ReadAllText(target).Should().Be("host");
        new FileInfo(In("a.md")).LinkTarget.Should().BeNull();
        File.ReadAllText(In("a.md")).Should().Be("x");
        new FileInfo(In("b.md")).LinkTarget.Should().Be(target, "something stands there already");
    }

    [TestCase("../escape.md")]
    [TestCase("/etc/escape.md")]
    [TestCase("a/../../escape.md")]
    public void NameThatLeadsOut_IsRefused(string name)
    {
        _files.Write(Bot(ValueMap.Of((name, Seed("x")))))!.Failure.Message.Should().Contain("leads out of the workspace");
        Directory.EnumerateFiles(_directory["."], "escape.md", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Test]
    public void DirectoryInPlaceOfAFile_IsRefused()
    {
        Directory.CreateDirectory(In("a.md"));

        _files.Write(Bot(ValueMap.Of(("a.md", Enforce("x")))))!.Failure.Reason.Should().Be("WorkspaceRefused");
    }

    private static DesiredBot Bot(ValueMap<WorkspaceFile> files) => FakeBotSource.Bot("a", spec => spec with { Workspace = new WorkspaceSpec { Files = files } });

    private static WorkspaceFile Seed(string content) => new() { Inline = content };

    private static WorkspaceFile Enforce(string content) => new() { Inline = content, Mode = WorkspaceFileMode.Enforce };

    private string In(string name) => Path.Combine(_home, "workspace", name);
}
