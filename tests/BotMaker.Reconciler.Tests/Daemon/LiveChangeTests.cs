using BotMaker.DockerEngine.Containers;
using BotMaker.Reconciler.Control;
using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Planning;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>What lives in files is changed in the running container, and the gateway is seen to take it.</summary>
[TestFixture]
public sealed class LiveChangeTests
{
    private const string Applied = "[reload] config hot reload applied (agents.defaults)";
    private const string Skipped = "[reload] config reload skipped (invalid config): agents.defaults.model: unknown model";

    private static readonly BotId A = BotId.Parse("a");

    private readonly Dictionary<string, string> _store = new(StringComparer.Ordinal);
    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp()
    {
        _store["anthropic/api-key"] = "sk-ant-the-first-value";
        _fleet = new Fleet
        {
            Secrets = reference => _store.TryGetValue(reference.ToString(), out var value) ? SecretAnswer.Of(value) : SecretAnswer.None("It was looked for at /etc/botmaker/secrets."),
        };
        Says(Applied);
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [Test]
    public async Task WhatTheReleaseReloads_IsTakenByTheRunningContainer()
    {
        var before = await RunningAsync();

        _fleet.Source.Put("a", Model("anthropic/claude-opus-4-5"));
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before);
        Changes().Should().BeEmpty();
        Configuration().Should().Contain("claude-opus-4-5");
        _fleet.Records.Get(A).Find(1)!.Should().Match<Core.Model.Record.AttemptRecord>(attempt => attempt.Written == null && attempt.Fields["spec.model.primary"] == "anthropic/claude-opus-4-5");
        File.Exists(_fleet.Data.ReplacedConfiguration(A, 1)).Should().BeFalse();
    }

    [Test]
    public async Task WhatTheGatewayRefuses_IsPutBackAndNotTriedAgain()
    {
        await RunningAsync();
        var good = Configuration();
        Says(Skipped);

        _fleet.Source.Put("a", Model("anthropic/none"));
        await _fleet.SettleAsync();
        await _fleet.SettleAsync();

        Changes().Should().BeEmpty();
        Configuration().Should().Be(good);
        _fleet.Status("a").Phase.Should().Be(BotPhase.Degraded);
        _fleet.Condition("a", ConditionType.Stalled).Should().Be(ConditionStatus.True);
        _fleet.Status("a").Find(ConditionType.Ready)!.Message.Should().Contain("unknown model");
        _fleet.Logs.Entries.Should().ContainSingle(entry => entry.Message.Contains("refused its changed configuration"));
    }

    [Test]
    public async Task ACorrectedManifestAfterARefusal_IsTaken()
    {
        await RunningAsync();
        Says(Skipped);
        _fleet.Source.Put("a", Model("anthropic/none"));
        await _fleet.SettleAsync();

        Says(Applied);
        _fleet.Source.Put("a", Model("anthropic/claude-opus-4-5"));
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().BeEmpty();
        Configuration().Should().Contain("claude-opus-4-5");
    }

    [TestCase("")]
    [TestCase("[reload] config change requires gateway restart (agents.defaults)")]
    public async Task WhatTheGatewayDoesNotTakeByItself_IsARestartOfTheSameContainer(string line)
    {
        var before = await RunningAsync();
        Says(line);

        _fleet.Source.Put("a", Model("anthropic/claude-opus-4-5"));
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before);
        Changes().Should().Equal("stop", "start");
    }

    [Test]
    public async Task WhatTheGatewayDoesNotTakeByItself_WaitsWhereRestartsAreNotAllowed()
    {
        await RunningAsync();
        Says("");

        _fleet.Source.Put("a", spec => Model("anthropic/claude-opus-4-5")(spec) with { Rollout = spec.Rollout with { MaxDisruption = ChangeClass.Live } });
        await _fleet.SettleAsync();

        Changes().Should().BeEmpty();
        _fleet.Status("a").Find(ConditionType.Ready)!.Reason.Should().Be("ChangeHeld");
    }

    [Test]
    public async Task WhatTheReleaseDoesNotReload_IsARestartOfTheSameContainer()
    {
        var before = await RunningAsync();

        _fleet.Source.Put("a", spec => Base(spec) with { Config = ValueMap.Of<DataNode>(("mystery", new DataNode.Text("x"))) });
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("a")).Id.Should().Be(before);
        Changes().Should().Equal("stop", "start");
        Configuration().Should().Contain("mystery");
    }

    [Test]
    public async Task ARotatedSecret_IsReadByTheRunningGateway()
    {
        await RunningAsync();
        var digest = _fleet.Records.Get(A).Find(1)!.SecretDigest;

        _store["anthropic/api-key"] = "sk-ant-the-second-value";
        await LookAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().Equal("exec openclaw secrets reload");
        File.ReadAllText(Path.Combine(_fleet.Data.AttemptSecrets(A, 1), "models-providers-anthropic-api-key")).Should().Be("sk-ant-the-second-value");
        _fleet.Records.Get(A).Find(1)!.SecretDigest.Should().NotBe(digest);
    }

    [Test]
    public async Task AChangedSecret_ConcernsTheBotsThatUseItAndNoOthers()
    {
        await RunningAsync();
        _store["other/key"] = "sk-ant-of-another-bot";
        _fleet.Source.Put("b", spec => Base(spec) with { Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new SecretRef("other", "key") })) });
        await _fleet.SettleAsync();

        _fleet.Graph.SecretLedger.Changed().Should().BeEmpty();
        _store["anthropic/api-key"] = "sk-ant-the-second-value";
        _fleet.Graph.SecretLedger.Changed().Should().Equal(A);
        _store.Remove("other/key");
        _fleet.Graph.SecretLedger.Changed().Should().BeEquivalentTo([A, BotId.Parse("b")]);

        _fleet.Graph.Daemon.RereadSecrets();
        await _fleet.WorkAsync();

        _fleet.Graph.SecretLedger.Changed().Should().BeEmpty("they were looked at");
        _fleet.Condition("a", ConditionType.SecretsReady).Should().Be(ConditionStatus.True);
        _fleet.Condition("b", ConditionType.SecretsReady).Should().Be(ConditionStatus.False);
    }

    [Test]
    public async Task ASecretThatTheGatewayCannotReload_IsARestart()
    {
        await RunningAsync();
        _fleet.Engine.OnExec(static (_, _, _) => Task.FromResult(new ExecResult(1, "", "gateway closed")));

        _store["anthropic/api-key"] = "sk-ant-the-second-value";
        await LookAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().Equal("exec openclaw secrets reload", "stop", "start");
    }

    [Test]
    public async Task AMissingSecret_IsTold_AndTheBotGoesOn()
    {
        await RunningAsync();

        _store.Clear();
        await LookAsync();

        Changes().Should().BeEmpty();
        (await _fleet.OnlyContainerAsync("a")).State!.Pid.Should().BePositive();
        _fleet.Status("a").Find(ConditionType.SecretsReady)!.Should().Match<BotCondition>(c => c.Status == ConditionStatus.False && c.Reason == "SecretsMissing" && c.Message.Contains("anthropic/api-key"));

        _store["anthropic/api-key"] = "sk-ant-the-first-value";
        await LookAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().BeEmpty();
    }

    [TestCase("\"sk-ant-quoted-value\"", "quotes")]
    [TestCase("ANTHROPIC_API_KEY=sk-ant-value", "ANTHROPIC_API_KEY=")]
    [TestCase("sk-or-another-vendor", "openrouter")]
    public async Task AValueThatCannotBeTheCredential_IsTold_AndTheBotGoesOn(string value, string says)
    {
        await RunningAsync();

        _store["anthropic/api-key"] = value;
        await LookAsync();

        Changes().Should().BeEmpty();
        var condition = _fleet.Status("a").Find(ConditionType.SecretsReady)!;
        condition.Reason.Should().Be("CredentialInvalid");
        condition.Message.Should().Contain(says).And.NotContain(value);
    }

    [Test]
    public async Task AConfigurationChangedByHand_IsPutRight()
    {
        await RunningAsync();
        var good = Configuration();
        File.WriteAllText(MountedConfiguration, good.Replace("18789", "1", StringComparison.Ordinal));

        await LookAsync();

        await _fleet.ShouldRunAsync("a");
        Configuration().Should().Be(good);
    }

    [Test]
    public async Task ALostRuntimeDirectoryOfARunningBot_IsARestart()
    {
        await RunningAsync();
        Directory.Delete(Path.Combine(_fleet.Data.RuntimeSecrets, "a"), recursive: true);

        await LookAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().Equal("stop", "start");
        Directory.EnumerateFiles(_fleet.Data.AttemptSecrets(A, 1)).Should().NotBeEmpty();
    }

    [Test]
    public async Task ADaemonThatDiesInTheMiddle_IsTakenUpByTheNext()
    {
        await RunningAsync();
        _fleet.Watched.Gateway = static _ => throw new DaemonKilledException();
        _fleet.Source.Put("a", Model("anthropic/claude-opus-4-5"));
        await FluentActions.Awaiting(() => _fleet.SettleAsync()).Should().NotThrowAsync();
        _fleet.Records.Get(A).Find(1)!.Written.Should().NotBeNull();

        Says(Applied);
        _fleet.Start();
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().BeEmpty();
        _fleet.Records.Get(A).Find(1)!.Written.Should().BeNull();
    }

    [Test]
    public async Task AReleaseWithoutReferences_GetsItsSecretsInTheConfigurationAndTakesBoth()
    {
        static BotSpec January(BotSpec spec) => Base(spec) with { Image = spec.Image with { OpenClawRelease = "2026.1.30" } };
        _fleet.Source.Put("a", January);
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
        _fleet.Watched.Clear();
        var file = Path.Combine(_fleet.Data.AttemptSecrets(A, 1), "openclaw.json");
        File.ReadAllText(file).Should().Contain("sk-ant-the-first-value");

        _fleet.Source.Put("a", spec => January(spec) with { Model = new ModelSpec("anthropic/claude-opus-4-5", []) });
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().BeEmpty();
        File.ReadAllText(file).Should().Contain("claude-opus-4-5").And.Contain("sk-ant-the-first-value");

        // A key in the environment section is read at the start only.
        _store["anthropic/api-key"] = "sk-ant-the-second-value";
        await LookAsync();

        await _fleet.ShouldRunAsync("a");
        Changes().Should().Equal("stop", "start");
        File.ReadAllText(file).Should().Contain("sk-ant-the-second-value");
    }

    [Test]
    public async Task Preview_ShowsTheFieldsAndNoValue()
    {
        await RunningAsync();
        _store["anthropic/api-key"] = "sk-ant-the-second-value";
        _fleet.Source.Put("a", Model("anthropic/claude-opus-4-5"));

        var plan = (await _fleet.Graph.Preview.PlanAsync(CancellationToken.None)).Single();

        plan.Class.Should().Be(ChangeClass.Live);
        plan.Changes.Select(change => change.Path).Should().Equal("openclaw.json#agents.defaults.model.primary", "spec.providers.anthropic.apiKey");
        plan.ToString().Should().NotContain("sk-ant");
        Configuration().Should().NotContain("claude-opus-4-5");
    }

    private static BotSpec Base(BotSpec spec) => spec with
    {
        Model = new ModelSpec("anthropic/claude-haiku-4-5", []),
        Providers = ValueMap.Of(("anthropic", new ProviderSpec { ApiKey = new SecretRef("anthropic", "api-key") })),
    };

    private static Func<BotSpec, BotSpec> Model(string primary) => spec => Base(spec) with { Model = new ModelSpec(primary, []) };

    private string MountedConfiguration => Path.Combine(_fleet.Data.Attempt(A, 1), "openclaw.json");

    private string Configuration() => File.ReadAllText(MountedConfiguration);

    private async Task<string> RunningAsync()
    {
        _fleet.Source.Put("a", Base);
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("a");
        _fleet.Watched.Clear();
        return (await _fleet.OnlyContainerAsync("a")).Id;
    }

    private async Task LookAsync()
    {
        _fleet.Graph.Controller.Enqueue(A, EnqueueCause.Command);
        await _fleet.SettleAsync();
    }

    private void Says(string line) => _fleet.Watched.Gateway = line.Length == 0 ? static _ => { } : id => _fleet.Engine.WriteLog(id, line);

    private IEnumerable<string> Changes() => _fleet.Watched.Calls.Where(call => call is not ("list" or "inspect"));
}
