using BotMaker.Reconciler.Core.Model;
using BotMaker.Reconciler.Core.Model.Spec;
using BotMaker.Reconciler.Core.Model.Values;
using BotMaker.Reconciler.Core.Status;
using BotMaker.Reconciler.Execution;

namespace BotMaker.Reconciler.Tests.Daemon;

/// <summary>Two bots, two secrets, one account: seen only by the values.</summary>
[TestFixture]
public sealed class SharedTokenTests
{
    private const string Token = "123456789:AAabcdefghijklmnopqrstuvwxyz0123456";
    private const string OtherTokenOfTheAccount = "123456789:BBabcdefghijklmnopqrstuvwxyz0123456";
    private const string OtherAccount = "987654321:AAabcdefghijklmnopqrstuvwxyz0123456";

    private readonly Dictionary<string, string> _store = new(StringComparer.Ordinal);
    private Fleet _fleet = null!;

    [SetUp]
    public void SetUp()
    {
        _store["a"] = Token;
        _store["b"] = Token;
        _fleet = new Fleet { Secrets = reference => SecretAnswer.Of(_store[reference.Name]) };
        _fleet.Watched.Gateway = id => _fleet.Engine.WriteLog(id, "config hot reload applied (channels)");
    }

    [TearDown]
    public async Task TearDown() => await _fleet.DisposeAsync();

    [TestCase(Token)]
    [TestCase(OtherTokenOfTheAccount, Description = "a token says whose it is")]
    public async Task NobodyHasIt_NeitherGetsIt(string other)
    {
        _store["b"] = other;
        _fleet.Source.Put("a", Telegram("a"));
        _fleet.Source.Put("b", Telegram("b"));
        await _fleet.SettleAsync();

        (await _fleet.ContainersAsync("a")).Should().BeEmpty();
        (await _fleet.ContainersAsync("b")).Should().BeEmpty();
        Problem("a").Should().Match<BotCondition>(c => c.Reason == "TokenShared" && c.Message.Contains("wanted by b"));
        Problem("b").Message.Should().Contain("wanted by a").And.NotContain(Token);
    }

    [Test]
    public async Task WhoHasItKeepsIt_TheOtherWaitsUntilItIsGone()
    {
        _fleet.Source.Put("a", Telegram("a"));
        await _fleet.SettleAsync();
        _fleet.Source.Put("b", Telegram("b"));
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.ContainersAsync("b")).Should().BeEmpty();
        Problem("b").Should().Match<BotCondition>(c => c.Reason == "TokenTaken" && c.Message.Contains("waiting for a"));

        _fleet.Source.Remove("a");
        await _fleet.SettleAsync(TimeSpan.FromMinutes(5));

        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task ARotationToAnothersToken_LeavesBothRunningAsTheyAre()
    {
        _store["b"] = OtherAccount;
        _fleet.Source.Put("a", Telegram("a"));
        _fleet.Source.Put("b", Telegram("b"));
        await _fleet.SettleAsync();
        await _fleet.ShouldRunAsync("b");
        _fleet.Watched.Clear();

        _store["b"] = Token;
        _fleet.Graph.Daemon.RereadSecrets();
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        (await _fleet.OnlyContainerAsync("b")).State!.Pid.Should().BePositive();
        File.ReadAllText(Path.Combine(_fleet.Data.AttemptSecrets(BotId.Parse("b"), 1), "channels-telegram-bot-token")).Should().Be(OtherAccount);
        Problem("b").Reason.Should().Be("TokenTaken");
        _fleet.Watched.Calls.Should().OnlyContain(call => call == "list" || call == "inspect");
    }

    [Test]
    public async Task DifferentAccounts_DoNotMeet()
    {
        _store["b"] = OtherAccount;
        _fleet.Source.Put("a", Telegram("a"));
        _fleet.Source.Put("b", Telegram("b"));

        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        await _fleet.ShouldRunAsync("b");
    }

    [Test]
    public async Task ItsOwnChange_IsNobodysConcern()
    {
        _fleet.Source.Put("a", Telegram("a"));
        await _fleet.SettleAsync();

        _store["a"] = OtherTokenOfTheAccount;
        _fleet.Graph.Daemon.RereadSecrets();
        await _fleet.SettleAsync();

        await _fleet.ShouldRunAsync("a");
        _fleet.Condition("a", ConditionType.SecretsReady).Should().Be(ConditionStatus.True);
    }

    private BotCondition Problem(string id)
    {
        var condition = _fleet.Status(id).Find(ConditionType.SecretsReady)!;
        condition.Status.Should().Be(ConditionStatus.False);
        return condition;
    }

    private static Func<BotSpec, BotSpec> Telegram(string secret) => spec => spec with
    {
        Channels = ValueMap.Of(("telegram", new ChannelSpec { AllowFrom = ["123456789"], Credentials = ValueMap.Of(("botToken", new SecretRef(secret, null))) })),
    };
}
