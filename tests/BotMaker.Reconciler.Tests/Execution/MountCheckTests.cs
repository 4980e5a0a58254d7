using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Tests.Storage;

namespace BotMaker.Reconciler.Tests.Execution;

[TestFixture]
public sealed class MountCheckTests
{
    private static readonly BotId Bot = BotId.Parse("a");

    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;

    private string Leaf => _data.AttemptSecrets(Bot, 1);

    private string Secret => Path.Combine(Leaf, "token");

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
        foreach (var path in new[] { _data.Bot(Bot), _data.Attempts(Bot), _data.Attempt(Bot, 1), Path.GetDirectoryName(Leaf)!, Leaf }) DataDirectory.MakePrivate(path);
        AtomicFile.Write(Secret, "value"u8);
        AtomicFile.Write(Path.Combine(_data.Attempt(Bot, 1), "openclaw.json"), "{}"u8);
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void AsWritten_IsSafe() => Problem().Should().BeNull();

    [Test]
    public void AFileThatOthersCanRead_IsNamedWithItsMode()
    {
        File.SetUnixFileMode(Secret, (UnixFileMode)0b110_100_100);

        Problem().Should().Contain(Secret).And.Contain("mode 0644");
    }

    [Test]
    public void ADirectoryThatOthersCanEnter_IsNamedWithItsMode()
    {
        File.SetUnixFileMode(Leaf, (UnixFileMode)0b111_101_101);

        Problem().Should().Contain(Leaf).And.Contain("mode 0755");
    }

    [Test]
    public void TheDirectoryAbove_MustBeTheDaemonsOwn()
    {
        File.SetUnixFileMode(_data.RuntimeSecrets, (UnixFileMode)0b111_000_001);

        Problem().Should().Contain($"'{_data.RuntimeSecrets}' has mode 0701");
    }

    [Test]
    public void ASymbolicLink_IsNamed()
    {
        File.Move(Secret, _directory["elsewhere"]);
        File.CreateSymbolicLink(Secret, _directory["elsewhere"]);

        Problem().Should().Contain(Secret).And.Contain("symbolic link");
    }

    [Test]
    public void AHardLink_IsNamed()
    {
        Shell($"ln {Secret} {_directory["elsewhere"]}");

        Problem().Should().Contain(Secret).And.Contain("2 hard links");
    }

    [Test]
    public void ALinkInPlaceOfTheDirectory_IsNamed()
    {
        Directory.Move(Leaf, _directory["elsewhere"]);
        File.CreateSymbolicLink(Leaf, _directory["elsewhere"]);

        Problem().Should().Contain(Leaf).And.Contain("symbolic link");
    }

    [Test]
    public void APipe_IsNamed()
    {
        Shell($"mkfifo -m 600 {Path.Combine(Leaf, "pipe")}");

        Problem().Should().Contain("pipe").And.Contain("not a regular file");
    }

    [Test]
    public void AnotherOwner_IsNamed() => MountCheck.Problem(_data, Bot, 1, Posix.EffectiveUid + 1, writesConfiguration: false).Should().Contain(Leaf).And.Contain($"not to uid {Posix.EffectiveUid + 1}");

    [Test]
    public void AMissingDirectory_IsNamed()
    {
        Directory.Delete(Leaf, recursive: true);

        Problem().Should().Contain(Leaf).And.Contain("not there");
    }

    [Test]
    public void WhereTheBotWritesItsConfiguration_WhatIsInsideIsItsOwn()
    {
        File.SetUnixFileMode(Path.Combine(_data.Attempt(Bot, 1), "openclaw.json"), (UnixFileMode)0b110_100_100);

        Problem().Should().Contain("openclaw.json");
        MountCheck.Problem(_data, Bot, 1, Posix.EffectiveUid, writesConfiguration: true).Should().BeNull();
    }

    private string? Problem() => MountCheck.Problem(_data, Bot, 1, Posix.EffectiveUid, writesConfiguration: false);

    private static void Shell(string command)
    {
        using var process = global::System.Diagnostics.Process.Start("/bin/sh", ["-c", command]);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
