using System.Diagnostics;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;
using BotMaker.Reconciler.Manifests.Catalog;

namespace BotMaker.Reconciler.Tests.Manifests;

internal sealed class ManifestScannerTests
{
    private ManifestFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ManifestFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void UnchangedFiles_AreNotParsedAgain()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Write("b.yaml", ManifestFolder.Bot("bob", "  priority: 1\n"));
        _folder.Scan();
        _folder.Scan();

        _folder.Scanner.ParsedFiles.Should().Be(3);
    }

    [Test]
    public void FileTouched_IsReadButNotParsedAgain()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Path, "a.yaml"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _folder.Scan();

        _folder.Scanner.ParsedFiles.Should().Be(1);
    }

    [Test]
    public void SameSizeAndTime_AnotherContentIsSeen()
    {
        string path = Path.Combine(_folder.Path, "a.yaml");
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 1\n"));
        var time = File.GetLastWriteTimeUtc(path);
        _folder.Scan();
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 2\n"));
        File.SetLastWriteTimeUtc(path, time);

        _folder.ScanFor("ada").Bot!.Spec.Priority.Should().Be(2);
    }

    [Test]
    public void RootLinkSwapped_IsFollowed()
    {
        string releases = Path.Combine(_folder.Data, "releases");
        foreach (int release in new[] { 1, 2 })
        {
            Directory.CreateDirectory(Path.Combine(releases, $"{release}"));
            File.WriteAllText(Path.Combine(releases, $"{release}", "a.yaml"), ManifestFolder.Bot("ada", $"  priority: {release}\n"));
        }

        Directory.Delete(_folder.Path);
        Directory.CreateSymbolicLink(_folder.Path, Path.Combine(releases, "1"));
        _folder.ScanFor("ada").Bot!.Spec.Priority.Should().Be(1);
        Directory.CreateSymbolicLink(_folder.Path + ".new", Path.Combine(releases, "2"));
        Directory.Move(_folder.Path + ".new", _folder.Path + ".tmp");
        File.Delete(_folder.Path);
        Directory.Move(_folder.Path + ".tmp", _folder.Path);

        _folder.ScanFor("ada").Bot!.Spec.Priority.Should().Be(2);
    }

    [Test]
    public void ReadableAgainAfterTrouble_IsPresentAgain()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        Directory.Move(_folder.Path, _folder.Path + ".away");
        _folder.Scan();
        Directory.Move(_folder.Path + ".away", _folder.Path);

        var change = _folder.Scan();

        change.SourceChanged.Should().BeTrue();
        change.Snapshot.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Present);
    }

    [Test]
    public void TenThousandManifests_AreReadAndNoMore()
    {
        foreach (int number in Enumerable.Range(0, ManifestCatalog.MaxBots + 1)) _folder.Write($"{number / 100:D3}/bot-{number:D5}.yaml", ManifestFolder.Bot($"bot-{number:D5}"));
        var catalog = new ManifestCatalog(NoStore.Instance);
        long begin = Stopwatch.GetTimestamp();

        var snapshot = catalog.Apply(_folder.Scanner.Scan(), _folder.Time.GetUtcNow()).Snapshot;

        TestContext.Out.WriteLine($"first scan of {snapshot.Bots.Count} manifests: {Stopwatch.GetElapsedTime(begin).TotalSeconds:F2} s");
        snapshot.Counts.Should().Be(new ManifestCounts(ManifestCatalog.MaxBots, 1, 0, 0));
        snapshot.Diagnostics.Should().ContainSingle().Which.Should().Match<Diagnostic>(found => found.Code == "BM4005" && found.File == "100/bot-10000.yaml");
    }
}
