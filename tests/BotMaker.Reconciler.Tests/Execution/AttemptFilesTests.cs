using BotMaker.OpenClaw.Releases;
using BotMaker.OpenClaw.Rendering;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Desired;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Execution;
using BotMaker.Reconciler.Secrets;
using BotMaker.Reconciler.Storage;
using BotMaker.Reconciler.Tests.Daemon;
using BotMaker.Reconciler.Tests.Storage;
using BotMaker.Testing.Logging;

namespace BotMaker.Reconciler.Tests.Execution;

[TestFixture]
public sealed class AttemptFilesTests
{
    private const string Value = "sk-very-secret-value";
    private const UnixFileMode Directory0700 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private TemporaryDirectory _directory = null!;
    private DataDirectory _data = null!;
    private BotDirectories _directories = null!;

    private static DesiredBot Bot => FakeBotSource.Bot("a", spec => spec with
    {
        Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new SecretRef("anthropic", "api-key") })),
    });

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _data = DataDirectory.Open(new DataOptions { Directory = _directory["data"], RuntimeDirectory = _directory["run"] });
        var records = new BotRecordStore(_data, TimeProvider.System, new CapturingLogger<BotRecordStore>());
        _directories = new BotDirectories(_data, new UidAllocator(records, 210_000, 210_009), new CapturingLogger<BotDirectories>());
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void Write_EveryFileAndDirectory_IsPrivateToTheBotsUid()
    {
        Write("2026.9.6").Should().BeNull();

        var uid = _directories.UidOf(Bot);
        foreach (var path in new[] { _data.Home(Bot.Id), _data.Attempt(Bot.Id, 1), _data.AttemptSecrets(Bot.Id, 1) })
        {
            File.GetUnixFileMode(path).Should().Be(Directory0700, path);
            Posix.OwnerOf(path).Should().Be(uid, path);
            foreach (var file in Directory.EnumerateFiles(path))
            {
                File.GetUnixFileMode(file).Should().Be(AtomicFile.OwnerOnly, file);
                Posix.OwnerOf(file).Should().Be(uid, file);
            }
        }

        foreach (var above in new[] { _data.Bot(Bot.Id), Path.Combine(_data.RuntimeSecrets, "a"), _data.Bots })
            Posix.OwnerOf(above).Should().Be(Posix.EffectiveUid, $"{above}: no other bot may pass through");
    }

    [TestCase("2026.9.6")]
    [TestCase("2026.1.30", Description = "a release without references: the whole configuration is a secret")]
    public void Write_SecretValues_AreBelowTheRuntimeDirectoryOnly(string release)
    {
        Write(release).Should().BeNull();

        FilesWith(Value, _data.Root).Should().BeEmpty();
        FilesWith(Value, _data.Runtime).Should().NotBeEmpty();
    }

    [Test]
    public void Write_Twice_KeepsTheGeneratedToken()
    {
        Write("2026.9.6");
        var before = Generated();

        Write("2026.9.6");

        before.Should().NotBeEmpty();
        Generated().Should().BeEquivalentTo(before);
    }

    [Test]
    public void Write_SecretMissing_WritesNothingAndNamesTheField()
    {
        var outcome = Write("2026.9.6", static _ => SecretAnswer.None("looked in /etc/botmaker/secrets"));

        outcome.Should().BeOfType<ActionOutcome.Failed>().Which.Failure.Message.Should().Contain("anthropic/api-key").And.Contain("/etc/botmaker/secrets");
        Directory.Exists(_data.Attempt(Bot.Id, 1)).Should().BeFalse();
    }

    [Test]
    public void Forget_RemovesTheAttemptAndLeavesTheHome()
    {
        Write("2026.9.6");

        _directories.ForgetAttempt(Bot.Id, 1);

        Directory.Exists(_data.Attempt(Bot.Id, 1)).Should().BeFalse();
        Directory.Exists(_data.AttemptSecrets(Bot.Id, 1)).Should().BeFalse();
        Directory.Exists(_data.Home(Bot.Id)).Should().BeTrue();
    }

    private static List<string> FilesWith(string text, string root) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal))];

    private Dictionary<string, string> Generated() =>
        Directory.EnumerateFiles(_data.GeneratedSecrets, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);

    private ActionOutcome? Write(string release, FindSecret? find = null)
    {
        FindSecret reads = find ?? (static _ => SecretAnswer.Of(Value));
        var digests = SecretDigests.Open(_data);
        var ledger = new SecretLedger(reads, digests);
        var fence = new TokenFence(new BotRecordStore(_data, TimeProvider.System, new CapturingLogger<BotRecordStore>()), static () => [], reads, digests, ledger);
        var files = new AttemptFiles(_data, _directories, new SecretValues(_data, reads, digests, ledger, fence));
        return files.Write(Bot, 1, OpenClawRenderer.Render(new RenderRequest(Bot.Id, Bot.Spec, OpenClawRelease.Parse(release))));
    }
}
