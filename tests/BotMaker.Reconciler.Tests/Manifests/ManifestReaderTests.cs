using System.Text;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests.Files;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>Files of every kind give a finding, never an exception and never a hang.</summary>
internal sealed class ManifestReaderTests
{
    private ManifestFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new ManifestFolder();
        _folder.Write("good.yaml", ManifestFolder.Bot("good"));
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void TwoMebibytes_AreTooLarge()
    {
        _folder.Write("a.yaml", new string('#', 2 * 1024 * 1024));

        Codes().Should().Equal("BM1003");
    }

    [Test]
    public void ExactlyTheLimit_IsRead()
    {
        string head = ManifestFolder.Bot("ada") + "# ";
        _folder.Write("a.yaml", head + new string('x', ManifestReader.MaxBytes - head.Length));

        Codes().Should().BeEmpty();
    }

    [Test]
    public void ByteOrderMark_IsSkipped()
    {
        File.WriteAllText(Full("a.yaml"), ManifestFolder.Bot("ada"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Present);
    }

    [Test]
    public void CarriageReturns_AreLineEnds()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  quux: 1\n").Replace("\n", "\r\n", StringComparison.Ordinal));

        _folder.Scan().Snapshot.Diagnostics.Should().ContainSingle().Which.Should().Match<Diagnostic>(found => found.Line == 7 && found.Column == 3 && found.Code == "BM2004");
    }

    [Test]
    public void Pipe_IsRefusedWithoutWaitingForAWriter()
    {
        Run("mkfifo", Full("a.yaml"));

        Codes().Should().Equal("BM1002");
    }

    [Test]
    public void LinkInACircle_IsAFinding()
    {
        File.CreateSymbolicLink(Full("a.yaml"), "b.yaml");
        File.CreateSymbolicLink(Full("b.yaml"), "a.yaml");

        Codes().Should().Equal("BM1002", "BM1002");
    }

    [Test]
    public void DirectoryLinkedIntoItself_IsSeenOnce()
    {
        _folder.Write("team/a.yaml", ManifestFolder.Bot("ada"));
        Directory.CreateSymbolicLink(Full("team/again"), "..");

        Codes().Should().BeEmpty();
        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Present);
    }

    [Test]
    public void LinkOutOfTheDirectory_IsNotFollowed()
    {
        string secret = Path.Combine(_folder.Data, "secret");
        Directory.CreateDirectory(_folder.Data);
        File.WriteAllText(secret, "name: hidden");
        File.CreateSymbolicLink(Full("a.yaml"), secret);

        var found = _folder.Scan().Snapshot.Diagnostics.Should().ContainSingle().Subject;
        found.Code.Should().Be("BM1016");
        found.Message.Should().NotContain("hidden");
    }

    [Test]
    public void FilesOfAConfigMap_AreFollowed()
    {
        _folder.Write("..2026_01/a.yaml", ManifestFolder.Bot("ada", "  priority: 1\n"));
        _folder.Write("..2026_02/a.yaml", ManifestFolder.Bot("ada", "  priority: 2\n"));
        File.CreateSymbolicLink(Full("..data"), "..2026_01");
        File.CreateSymbolicLink(Full("a.yaml"), "..data/a.yaml");
        _folder.ScanFor("ada").Bot!.Spec.Priority.Should().Be(1);

        File.Delete(Full("..data"));
        File.CreateSymbolicLink(Full("..data"), "..2026_02");

        _folder.ScanFor("ada").Bot!.Spec.Priority.Should().Be(2);
    }

    [Test]
    public void LinkedDirectoryVanishes_ItsBotsAreHeld()
    {
        _folder.Write(".hidden/a.yaml", ManifestFolder.Bot("ada"));
        Directory.CreateSymbolicLink(Full("team"), ".hidden");
        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Present);
        Directory.Delete(Full(".hidden"), recursive: true);

        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void UnreadableFile_HoldsItsBotAndIsAFinding()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        SkipForRoot();
        File.SetUnixFileMode(Full("a.yaml"), UnixFileMode.None);

        Codes().Should().Equal("BM1001");
        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void UnreadableDirectory_HoldsEveryBotThatMightBeInIt()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("team/b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        SkipForRoot();
        File.SetUnixFileMode(Full("team"), UnixFileMode.None);
        try
        {
            _folder.Delete("a.yaml");

            var snapshot = _folder.Scan().Snapshot;
            snapshot.Diagnostics.Should().ContainSingle().Which.Code.Should().Be("BM1001");
            snapshot.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Held);
            snapshot.Intent(ManifestFolder.Id("bob")).Presence.Should().Be(DesiredPresence.Held);
        }
        finally
        {
            File.SetUnixFileMode(Full("team"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public void WorkspaceFileOverItsLimit_IsAFinding()
    {
        _folder.Write("long.md", new string('x', 256 * 1024 + 1));
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  workspace: { files: { A.md: { file: long.md } } }\n"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob", $"  workspace: {{ files: {{ A.md: {{ inline: {new string('x', 256 * 1024 + 1)} }} }} }}\n"));
        _folder.Write("c.yaml", ManifestFolder.Bot("cleo", "  workspace: { files: { A.md: { file: just.md } } }\n"));
        _folder.Write("just.md", new string('x', 256 * 1024));

        Codes().Should().Equal("BM3034", "BM3034");
    }

    [Test]
    public void WorkspaceSourceThatIsALinkOut_IsNotRead()
    {
        Directory.CreateDirectory(_folder.Data);
        File.WriteAllText(Path.Combine(_folder.Data, "secret"), "hidden");
        File.CreateSymbolicLink(Full("soul.md"), Path.Combine(_folder.Data, "secret"));
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  workspace: { files: { A.md: { file: soul.md } } }\n"));

        Codes().Should().Equal("BM3033");
    }

    [TestCase(".a.yaml")]
    [TestCase("a.yaml~")]
    [TestCase("a.yaml.swp")]
    [TestCase("a.yaml.bak")]
    [TestCase("a.json")]
    [TestCase(".git/a.yaml")]
    public void OtherName_IsNoManifest(string name)
    {
        _folder.Write(name, ManifestFolder.Bot("ada"));

        _folder.Scan().Snapshot.Bots.Keys.Should().Equal(ManifestFolder.Id("good"));
    }

    private static void SkipForRoot()
    {
        if (Environment.UserName is "root") Assert.Ignore("root can read everything");
    }

    private static void Run(string program, string argument)
    {
        using var process = System.Diagnostics.Process.Start(program, argument);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }

    private string Full(string name) => Path.Combine(_folder.Path, name);

    private IEnumerable<string> Codes() => _folder.Scan().Snapshot.Diagnostics.Select(found => found.Code);
}
