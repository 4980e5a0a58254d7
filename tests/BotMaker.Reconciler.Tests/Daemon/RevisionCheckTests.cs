using BotMaker.DockerEngine.Containers;
using BotMaker.DockerEngine.Images;
using BotMaker.DockerEngine.InMemory;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>The release looks at a new revision before the bot that runs is touched.</summary>
[TestFixture]
public sealed class RevisionCheckTests
{
    private const string Refusal = """{"valid":false,"issues":[{"path":"channels.telegram.dmPolicy","message":"Invalid input","allowedValues":["open","allowlist"]}]}""";

    private readonly List<string> _ran = [];
    private Fleet _fleet = null!;
    private (int ExitCode, string Output) _validate;
    private (int ExitCode, string Output) _audit;
    private string _version = "";

    [SetUp]
    public void SetUp()
    {
        _ran.Clear();
        _validate = (0, """{"valid":true,"issues":[]}""");
        _audit = (0, """{"findings":[]}""");
        _version = "OpenClaw 2026.9.6 (eb377ac)";
        _fleet = new Fleet(new InMemoryEngineOptions { Behaviour = Behave });
        _fleet.Watched.AfterStart = () => _fleet.Clock.Advance(TimeSpan.FromMilliseconds(1));
        _fleet.Watched.Endpoint = "unix:///var/run/docker.sock";
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task FirstStart_NothingRunsThatCouldBeHarmed_NothingIsChecked()
    {
        await StartAsync();

        _ran.Should().BeEmpty();
        _fleet.Condition("a", ConditionType.ChecksPassed).Should().BeNull();
    }

    [Test]
    public async Task GoodRevision_IsCheckedBesideTheRunningBot_ThenReplacesIt()
    {
        await StartAsync();

        await ChangeAsync("Europe/Oslo");

        _ran.Should().Equal("config validate", "secrets audit");
        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-2");
        _fleet.Condition("a", ConditionType.ChecksPassed).Should().Be(ConditionStatus.True);
        Directory.Exists(_fleet.Data.Attempt(BotId.Parse("a"), 0)).Should().BeFalse("the files of a check go with it");
        Directory.Exists(_fleet.Data.AttemptSecrets(BotId.Parse("a"), 0)).Should().BeFalse();
    }

    [Test]
    public async Task RefusedRevision_TouchesNothing_AndSaysWhichKey()
    {
        await StartAsync();
        _validate = (1, Refusal);
        _fleet.Watched.Clear();

        await ChangeAsync("Europe/Oslo");

        var container = await _fleet.OnlyContainerAsync("a");
        container.Name.Should().Be("/botmaker-a-1");
        container.State!.Pid.Should().BePositive();
        _fleet.Watched.Calls.Should().NotContain("stop");
        _fleet.Condition("a", ConditionType.ChecksPassed).Should().Be(ConditionStatus.False);
        _fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True);
        _fleet.Status("a").Find(ConditionType.ChecksPassed)!.Message.Should().Contain("channels.telegram.dmPolicy: Invalid input (one of open, allowlist)");
        _ran.Should().Equal(["config validate"], "what was judged is not run again at each resync");
    }

    [Test]
    public async Task RefusedRevision_PutRight_Passes()
    {
        await StartAsync();
        _validate = (1, Refusal);
        await ChangeAsync("Europe/Oslo");
        _validate = (0, "");

        await ChangeAsync("Europe/Berlin");

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Config!.Env.Should().Contain("TZ=Europe/Berlin");
        _fleet.Condition("a", ConditionType.ChecksPassed).Should().Be(ConditionStatus.True);
    }

    [Test]
    public async Task SecretsThatTheReleaseCannotRead_AreAFailedRevision()
    {
        await StartAsync();
        _audit = (2, "unresolved: gateway.auth.token insecure-permissions");

        await ChangeAsync("Europe/Oslo");

        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-1");
        _fleet.Status("a").Find(ConditionType.ChecksPassed).Should().Match<BotCondition>(c => c.Status == ConditionStatus.False && c.Reason == "SecretsUnreadable");
    }

    [Test]
    public async Task CheckThatComesToNoVerdict_IsTriedAgain_AndNothingIsTouchedMeanwhile()
    {
        await StartAsync();
        _validate = (137, "");
        await ChangeAsync("Europe/Oslo", TimeSpan.FromSeconds(20));
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-1");
        _validate = (0, "");

        await _fleet.SettleAsync(TimeSpan.FromMinutes(3));

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Name.Should().Be("/botmaker-a-2");
    }

    [Test]
    public async Task ImageThatSaysNothing_IsAskedOnce_AlsoOverARestartOfTheDaemon()
    {
        _fleet.Engine.AddImage("bot:2", new ImageConfig(), content: "unlabelled");
        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "bot:2" } });
        await _fleet.SettleAsync();
        _fleet.Start();
        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "bot:2" }, Env = ValueMap.Of(("TZ", "UTC")) });
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        _ran.Count(command => command is "--version").Should().Be(1);
    }

    [Test]
    public async Task ReleaseKnownNotToWork_IsRefusedWithTheReason()
    {
        _version = "2026.1.24-3";
        _fleet.Engine.AddImage("bot:2", new ImageConfig(), content: "unlabelled");
        _fleet.Source.Put("a", spec => spec with { Image = new ImageSpec { Reference = "bot:2" } });

        await _fleet.SettleAsync();

        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        _fleet.Status("a").Find(ConditionType.Ready).Should().Match<BotCondition>(c => c.Reason == "ReleaseNotSupported" && c.Message.Contains("2026.1.24", StringComparison.Ordinal));
    }

    [Test]
    public async Task LeftoversOfADeadDaemon_AreSwept()
    {
        await _fleet.Engine.Containers.CreateAsync("botmaker-check-1", new CreateContainerRequest
        {
            Image = Fleet.Image,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Labels.Purpose] = "check", [Labels.Reconciler] = "blue" },
        });

        await StartAsync();

        (await _fleet.Engine.Containers.ListAsync(new ContainerListQuery { Labels = [Labels.Purpose] })).Should().BeEmpty();
    }

    private async Task StartAsync()
    {
        _fleet.Source.Put("a");
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
    }

    private async Task ChangeAsync(string zone, TimeSpan? patience = null)
    {
        _fleet.Source.Put("a", spec => spec with { Env = ValueMap.Of(("TZ", zone)) });
        await _fleet.SettleAsync(patience);
    }

    private SimulatedProcess Behave(ContainerInspection container)
    {
        if (container.Config?.Labels?.ContainsKey(Labels.Purpose) is not true) return SimulatedProcess.Gateway;
        var command = string.Join(' ', container.Config.Cmd ?? []);
        if (command.Contains("nonce", StringComparison.Ordinal))
            return Ends(0, [.. container.HostConfig!.Mounts!.Select(mount => File.ReadAllText(Path.Combine(mount.Source!, "nonce")))]);
        if (command.EndsWith("--version", StringComparison.Ordinal)) return Ran("--version", 0, _version);
        return command.Contains("config validate", StringComparison.Ordinal)
            ? Ran("config validate", _validate.ExitCode, _validate.Output)
            : Ran("secrets audit", _audit.ExitCode, _audit.Output);
    }

    private SimulatedProcess Ran(string command, int exitCode, string output)
    {
        _ran.Add(command);
        return Ends(exitCode, output);
    }

    private static SimulatedProcess Ends(int exitCode, params string[] output) =>
        SimulatedProcess.Gateway with { ExitsAfter = TimeSpan.Zero, ExitCode = exitCode, Output = output };
}
