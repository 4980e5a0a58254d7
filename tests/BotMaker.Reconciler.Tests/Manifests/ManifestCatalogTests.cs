using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Manifests;

namespace BotMaker.Reconciler.Tests.Manifests;

/// <summary>Absent is not invalid is not unavailable.</summary>
internal sealed class ManifestCatalogTests
{
    private ManifestFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new ManifestFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void ValidManifest_IsPresent()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));

        var change = _folder.Scan();

        change.Snapshot.Source.Should().Be(new SourceState(Available: true, Synced: true));
        change.Changed.Should().Equal(ManifestFolder.Id("ada"));
        change.SourceChanged.Should().BeTrue();
        var intent = change.Snapshot.Intent(ManifestFolder.Id("ada"));
        intent.Presence.Should().Be(DesiredPresence.Present);
        intent.Bot!.Generation.Should().Be(1);
        intent.Bot.Source.Should().Be(new Provenance { File = "a.yaml" });
    }

    [Test]
    public void ScanThatFindsNothingNew_KeepsTheBotItself()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        var before = _folder.ScanFor("ada").Bot;

        _folder.ScanFor("ada").Bot.Should().BeSameAs(before, "what was worked out for it is kept with it");
    }

    [Test]
    public void ManifestThatMovedWithinItsFile_IsTheSameGenerationElsewhere()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Write("a.yaml", "# about ada\n---\n" + ManifestFolder.Bot("ada"));

        var bot = _folder.ScanFor("ada").Bot!;

        bot.Generation.Should().Be(1);
        bot.Source.Line.Should().BeGreaterThan(1);
    }

    [Test]
    public void ManifestThatWasNeverValid_IsInvalid()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  suspend: perhaps\n"));

        var intent = _folder.ScanFor("ada");

        intent.Presence.Should().Be(DesiredPresence.Invalid);
        intent.Bot.Should().BeNull();
        intent.Diagnostics.Should().ContainSingle().Which.Code.Should().Be("BM2006");
    }

    [TestCase("  suspend: perhaps\n", TestName = "ManifestTurnedInvalid_HoldsTheLastGoodSpec")]
    [TestCase("  env: { A: \"1\n", TestName = "FileHalfWritten_HoldsItsBots")]
    public void Damage_Holds(string damage)
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 7\n"));
        _folder.Scan();
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", damage));

        var change = _folder.Scan();

        var intent = change.Snapshot.Intent(ManifestFolder.Id("ada"));
        intent.Presence.Should().Be(DesiredPresence.Held);
        intent.Bot!.Spec.Priority.Should().Be(7);
        intent.Diagnostics.Should().NotBeEmpty();
        intent.HoldMessage.Should().Contain("last good spec");
        change.Snapshot.Source.PermitsDeletion.Should().BeTrue("only this bot is concerned");
        change.Changed.Should().Equal(ManifestFolder.Id("ada"));
    }

    [Test]
    public void FileEmptied_HoldsItsBots()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Write("a.yaml", "");

        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void DocumentLosesItsName_HoldsTheBotThatStoodInTheFile()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Write("a.yaml", ManifestFolder.Bot("ada").Replace("name: ada", "nmae: ada", StringComparison.Ordinal));

        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void FileRenamedAndBrokenAtOnce_HoldsTheBotThatItNames()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Write("c.yaml", ManifestFolder.Bot("ada") + "  env: {");

        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void FileRemoved_BotIsAbsentWithItsLastSpec()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 7\n"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Delete("a.yaml");

        var change = _folder.Scan();

        change.Changed.Should().Equal(ManifestFolder.Id("ada"));
        var intent = change.Snapshot.Intent(ManifestFolder.Id("ada"));
        intent.Presence.Should().Be(DesiredPresence.Absent);
        intent.Bot!.Spec.Priority.Should().Be(7);
    }

    [Test]
    public void UnrelatedFileIsBroken_RemovedBotIsStillAbsent()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Write("b.yaml", ManifestFolder.Bot("bob") + "  env: {");

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Absent);
        snapshot.Intent(ManifestFolder.Id("bob")).Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void DirectoryVanishes_EverythingIsHeldAndNothingMayBeDeleted()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        Directory.Delete(_folder.Path, recursive: true);

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Source.Available.Should().BeFalse();
        snapshot.Source.Synced.Should().BeTrue();
        snapshot.Source.PermitsDeletion.Should().BeFalse();
        snapshot.Source.Message.Should().Contain("is not there");
        snapshot.Intent(ManifestFolder.Id("ada")).Should().Match<BotIntent>(intent => intent.Presence == DesiredPresence.Held && intent.Bot != null);
        snapshot.Intent(ManifestFolder.Id("never-seen")).Presence.Should().Be(DesiredPresence.Held);
    }

    [Test]
    public void DirectoryIsAFile_SourceIsUnavailable()
    {
        Directory.Delete(_folder.Path, recursive: true);
        File.WriteAllText(_folder.Path, "");

        _folder.Scan().Snapshot.Source.Should().Match<SourceState>(source => !source.Available && !source.Synced && source.Message!.Contains("not a directory"));
    }

    [Test]
    public void DirectoryUnmountedAtStart_HoldsWhatIsOnDisk()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 7\n"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Restart();

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Source.Should().Match<SourceState>(source => !source.Available && !source.Synced);
        snapshot.Source.Message.Should().Contain("holds no manifest");
        var intent = snapshot.Intent(ManifestFolder.Id("ada"));
        intent.Presence.Should().Be(DesiredPresence.Held);
        intent.Bot!.Spec.Priority.Should().Be(7);
    }

    [Test]
    public void EmptyDirectoryConfirmed_BotsAreAbsentUntilAManifestIsSeenAgain()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Scan().Snapshot.Source.Available.Should().BeFalse();

        _folder.Catalog.Confirm(SourceDoubt.Emptied);
        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Absent);
        _folder.Restart();
        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Absent, "the confirmation is kept");

        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Scan().Snapshot.Source.Available.Should().BeFalse("it counted for that emptiness only");
    }

    [Test]
    public void EmptyDirectoryAndNothingKnown_IsHealthy() => _folder.Scan().Snapshot.Source.PermitsDeletion.Should().BeTrue();

    [Test]
    public void AnotherDeviceThanBefore_IsUnavailableUntilConfirmed()
    {
        _folder.Device = "8:1";
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Restart();
        _folder.Device = "8:2";
        _folder.Write("a.yaml", ManifestFolder.Bot("bob"));

        var snapshot = _folder.Scan().Snapshot;
        snapshot.Source.Message.Should().Contain("another file system");
        snapshot.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Held);
        snapshot.Bots.Should().NotContainKey(ManifestFolder.Id("bob"));

        _folder.Catalog.Confirm(SourceDoubt.OtherDevice);
        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Absent);
    }

    [Test]
    public void UnmountedMountPoint_TakesTwoConfirmations()
    {
        _folder.Device = "8:1";
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Device = "8:2";
        _folder.Scan().Snapshot.Source.Doubt.Should().Be(SourceDoubt.OtherDevice);

        _folder.Catalog.Confirm(SourceDoubt.OtherDevice);
        _folder.Scan().Snapshot.Source.Doubt.Should().Be(SourceDoubt.Emptied, "whoever accepts the device has not said that the bots may go");
        _folder.Catalog.Confirm(SourceDoubt.Emptied);

        _folder.ScanFor("ada").Presence.Should().Be(DesiredPresence.Absent);
    }

    [Test]
    public void BotDeletedBeforeTheSourceVanished_IsNotBroughtBack()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Scan();
        Directory.Delete(_folder.Path, recursive: true);

        var intent = _folder.ScanFor("ada");

        intent.Presence.Should().Be(DesiredPresence.Held);
        intent.Bot.Should().BeNull("there is nothing to run again");
    }

    [Test]
    public void DuplicateId_BothAreRejectedAndBothPlacesAreNamed()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 1\n"));
        _folder.Scan();
        _folder.Write("b.yaml", ManifestFolder.Bot("ada", "  priority: 2\n"));
        _folder.Write("c.yaml", ManifestFolder.Bot("new"));
        _folder.Write("d.yaml", "---\n" + ManifestFolder.Bot("new"));

        var snapshot = _folder.Scan().Snapshot;

        var held = snapshot.Intent(ManifestFolder.Id("ada"));
        held.Presence.Should().Be(DesiredPresence.Held);
        held.Bot!.Spec.Priority.Should().Be(1);
        held.HoldMessage.Should().Contain("a.yaml:1").And.Contain("b.yaml:1");
        held.Diagnostics.Select(found => (found.Code, found.File)).Should().BeEquivalentTo([("BM4001", "a.yaml"), ("BM4001", "b.yaml")]);
        snapshot.Intent(ManifestFolder.Id("new")).Presence.Should().Be(DesiredPresence.Invalid);
        snapshot.Diagnostics.Should().Contain(found => found.Code == "BM4001" && found.File == "d.yaml" && found.Line == 2 && found.Message.Contains("c.yaml:1"));
    }

    [Test]
    public void PortOfARunningBot_StaysWithItAndTheNewcomerWaits()
    {
        _folder.Write("a.yaml", ManifestFolder.Publishing("ada", 19101));
        _folder.Scan();
        _folder.Write("b.yaml", ManifestFolder.Publishing("aaa", 19101, "0.0.0.0"));

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Present);
        var waiting = snapshot.Intent(ManifestFolder.Id("aaa"));
        waiting.Presence.Should().Be(DesiredPresence.Invalid);
        waiting.Diagnostics.Should().ContainSingle(found => found.Code == "BM4002").Which.Message.Should().Contain("waiting for ada");
    }

    [Test]
    public void PortOfABotThatIsHeldOrAbsent_IsNotFree()
    {
        _folder.Write("a.yaml", ManifestFolder.Publishing("ada", 19101));
        _folder.Write("b.yaml", ManifestFolder.Publishing("bob", 19102));
        _folder.Write("c.yaml", ManifestFolder.Publishing("cleo", 19103));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Write("b.yaml", "broken: {");
        _folder.Write("c.yaml", ManifestFolder.Publishing("cleo", 19101));
        _folder.Write("d.yaml", ManifestFolder.Publishing("dora", 19102));

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Intent(ManifestFolder.Id("cleo")).Should().Match<BotIntent>(intent => intent.Presence == DesiredPresence.Held && intent.Bot!.Spec.Gateway.Publish!.HostPort == 19103);
        snapshot.Intent(ManifestFolder.Id("cleo")).HoldMessage.Should().Contain("waiting for ada");
        snapshot.Intent(ManifestFolder.Id("dora")).Presence.Should().Be(DesiredPresence.Invalid);

        _folder.Catalog.Forget(ManifestFolder.Id("ada"));
        _folder.ScanFor("cleo").Bot!.Spec.Gateway.Publish!.HostPort.Should().Be(19101, "its owner is gone for good");
    }

    [Test]
    public void BotThatHasToWait_IsInTheWayOfAThirdAtItsOldPort()
    {
        _folder.Write("a.yaml", ManifestFolder.Publishing("ada", 19101));
        _folder.Write("b.yaml", ManifestFolder.Publishing("bob", 19102));
        _folder.Scan();
        _folder.Write("b.yaml", ManifestFolder.Publishing("bob", 19101));
        _folder.Write("c.yaml", ManifestFolder.Publishing("cleo", 19102));

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Intent(ManifestFolder.Id("bob")).Bot!.Spec.Gateway.Publish!.HostPort.Should().Be(19102);
        snapshot.Intent(ManifestFolder.Id("cleo")).Diagnostics.Should().Contain(found => found.Code == "BM4002" && found.Message.Contains("waiting for bob"));
    }

    [Test]
    public void PortThatNobodyHas_IsGivenToNeither()
    {
        _folder.Write("a.yaml", ManifestFolder.Publishing("ada", 19101));
        _folder.Write("b.yaml", ManifestFolder.Publishing("bob", 19101));

        _folder.Scan().Snapshot.Bots.Values.Should().OnlyContain(intent => intent.Presence == DesiredPresence.Invalid);
    }

    [Test]
    public void OneSecretForTwoLogins_StaysWithWhoHasIt()
    {
        const string Login = "  channels: { telegram: { botToken: { secretRef: { name: shared } }, allowFrom: [\"1\"] } }\n";
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", Login));
        _folder.Scan();
        _folder.Write("b.yaml", ManifestFolder.Bot("bob", Login));

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Intent(ManifestFolder.Id("ada")).Presence.Should().Be(DesiredPresence.Present);
        snapshot.Intent(ManifestFolder.Id("bob")).Diagnostics.Should().Contain(found => found.Code == "BM4006");
    }

    [Test]
    public void Generation_CountsChangesOfContentAndSurvivesRestarts()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.ScanFor("ada").Bot!.Generation.Should().Be(1);
        _folder.Write("a.yaml", "# a comment\n" + ManifestFolder.Bot("ada"));
        _folder.ScanFor("ada").Bot!.Generation.Should().Be(1);
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 1\n"));
        _folder.ScanFor("ada").Bot!.Generation.Should().Be(2);
        _folder.Restart();
        _folder.ScanFor("ada").Bot!.Generation.Should().Be(2);
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  priority: 2\n"));
        _folder.Restart();
        _folder.ScanFor("ada").Bot!.Generation.Should().Be(3);
    }

    [Test]
    public void NothingChanged_NobodyIsToBeLookedAt()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada") + "---\n" + ManifestFolder.Bot("bob"));
        _folder.Scan();

        _folder.Scan().Should().Match<DesiredChange>(change => change.Changed.Count == 0 && !change.SourceChanged);
    }

    [Test]
    public void FileMoved_NobodyIsToBeLookedAtAndTheNewPlaceIsKnown()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Delete("a.yaml");
        _folder.Write("team/a.yaml", "# moved\n" + ManifestFolder.Bot("ada"));

        var change = _folder.Scan();

        change.Changed.Should().BeEmpty();
        change.Snapshot.Intent(ManifestFolder.Id("ada")).Bot!.Source.Should().Be(new Provenance { File = "team/a.yaml", Line = 2 });
    }

    [Test]
    public void DefaultsFileBroken_HoldsTheBotsThatUsedIt()
    {
        _folder.Write("defaults.yaml", "apiVersion: botmaker.dev/v1alpha1\nkind: BotDefaults\nspec: { priority: 5 }\n");
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.ScanFor("ada").Bot!.Spec.Priority.Should().Be(5);
        _folder.Restart();
        _folder.Write("defaults.yaml", "spec: {");

        var intent = _folder.ScanFor("ada");

        intent.Presence.Should().Be(DesiredPresence.Held);
        intent.Bot!.Spec.Priority.Should().Be(5);
    }

    [Test]
    public void DefaultsChanged_OnlyTheBotsUnderThemChange()
    {
        const string Defaults = "apiVersion: botmaker.dev/v1alpha1\nkind: BotDefaults\nspec: { priority: 5 }\n";
        _folder.Write("eu/defaults.yaml", Defaults);
        _folder.Write("eu/a.yaml", ManifestFolder.Bot("ada"));
        _folder.Write("us/b.yaml", ManifestFolder.Bot("bob"));
        _folder.Scan();
        _folder.Write("eu/defaults.yaml", Defaults.Replace('5', '6'));

        var change = _folder.Scan();

        change.Changed.Should().Equal(ManifestFolder.Id("ada"));
        change.Snapshot.Intent(ManifestFolder.Id("ada")).Bot!.Spec.Priority.Should().Be(6);
    }

    [Test]
    public void WorkspaceSourceChanged_BotChanges()
    {
        _folder.Write("soul.md", "kind");
        _folder.Write("a.yaml", ManifestFolder.Bot("ada", "  workspace: { files: { SOUL.md: { file: soul.md } } }\n"));
        _folder.Scan();
        _folder.Write("soul.md", "stern");

        var change = _folder.Scan();

        change.Changed.Should().Equal(ManifestFolder.Id("ada"));
        change.Snapshot.Intent(ManifestFolder.Id("ada")).Bot!.Spec.Workspace.Files["SOUL.md"].Inline.Should().Be("stern");
    }

    [Test]
    public void LastGoodRecordIsDamaged_ItIsSetAsideAndTheOthersAreKept()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada") + "---\n" + ManifestFolder.Bot("bob"));
        _folder.Scan();
        string record = Path.Combine(_folder.Data, "bots", "ada", "desired.json");
        File.WriteAllText(record, "{\"apiVersion\":");
        _folder.Restart();

        _folder.Catalog.LoadProblems.Should().ContainSingle().Which.Should().Contain("set aside");
        Directory.EnumerateFiles(Path.GetDirectoryName(record)!).Should().ContainSingle(file => file.Contains(".corrupt-"));
        _folder.Scan().Snapshot.Bots.Values.Should().OnlyContain(intent => intent.Presence == DesiredPresence.Present);
    }

    [Test]
    public void LastGoodRecord_IsForItsOwnerOnly()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada"));
        _folder.Scan();

        string record = Path.Combine(_folder.Data, "bots", "ada", "desired.json");
        File.GetUnixFileMode(record).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(record)!).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.EnumerateFiles(Path.GetDirectoryName(record)!).Should().ContainSingle("no temporary file is left");
    }

    [Test]
    public void DocumentsOfOthers_AreIgnoredAndCounted()
    {
        _folder.Write("a.yaml", ManifestFolder.Bot("ada") + "---\napiVersion: v1\nkind: ConfigMap\n---\nkey: ENC[a]\nsops: { mac: x }\n");

        var snapshot = _folder.Scan().Snapshot;

        snapshot.Counts.Should().Be(new ManifestCounts(1, 0, 0, 2));
        snapshot.Diagnostics.Should().BeEmpty();
    }
}
